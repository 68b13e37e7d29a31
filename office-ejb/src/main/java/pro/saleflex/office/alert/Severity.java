package pro.saleflex.office.alert;

/** How bad it is, the least first. */
public enum Severity {
    /** Worth knowing; the shop loses nothing. */
    INFO,
    /** Somebody should look at it today. */
    WARNING,
    /** A till cannot sell, or sales are not backed up, or soon will not be: look now. */
    CRITICAL
}
