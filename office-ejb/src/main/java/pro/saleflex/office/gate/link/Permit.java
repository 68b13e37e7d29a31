package pro.saleflex.office.gate.link;

/** The circuit breaker's answer to a caller that has something to deliver. */
public enum Permit {
    /** Deliver nothing. */
    NONE,
    /** Make one delivery, to test the link. */
    TRIAL,
    /** Deliver without limit. */
    FLOW
}
