package pro.saleflex.office.journal;

/** The door through which a document came. Part of the chain, so a name never changes its meaning. */
public enum Source {
    /** REST, {@code /api/v1/pos}. */
    REST,
    /** SOAP, {@code /api/soap}. */
    SOAP
}
