package pro.saleflex.office.fakegate;

/** The server certificates a gate can present, all issued by one authority. */
public enum Certificate {
    GOOD,
    /** Issued for this host, expired a month ago. */
    EXPIRED,
    /** Valid, but issued for another host. */
    OTHER_HOST
}
