package pro.saleflex.office.journal;

/** The API by which a document was handed over. Part of the hash chain, so names and their meaning never change. */
public enum Source {
    /** REST, {@code /api/v1/pos}. */
    REST,
    /** SOAP, {@code /api/soap}. */
    SOAP
}
