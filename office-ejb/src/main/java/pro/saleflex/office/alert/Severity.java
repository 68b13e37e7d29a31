package pro.saleflex.office.alert;

/** How severe an alert is, in ascending order. */
public enum Severity {
    /** Worth knowing; the shop loses nothing. */
    INFO,
    /** Somebody should look at it today. */
    WARNING,
    /** A terminal cannot sell, or sales are not backed up or soon will not be: look now. */
    CRITICAL
}
