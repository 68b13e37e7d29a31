package pro.saleflex.office.fakegate;

/** The certificates the gate can show, all from one authority. */
public enum Certificate {
    GOOD,
    /** For this host, until a month ago. */
    EXPIRED,
    /** Valid, for another host. */
    OTHER_HOST
}
