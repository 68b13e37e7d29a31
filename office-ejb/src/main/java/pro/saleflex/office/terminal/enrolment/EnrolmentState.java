package pro.saleflex.office.terminal.enrolment;

/** The state of a terminal's enrolment. */
public enum EnrolmentState {
    /** No code was ever issued for it. */
    NEVER,
    /** A code is open. */
    WAITING,
    /** The terminal redeemed its code and got its secret, which may have been revoked since. */
    ENROLLED,
    /** The code was voided after too many failures; a terminal that was enrolled before keeps its secret. */
    LOCKED,
    /** Nobody redeemed the code in time, or it was voided. */
    EXPIRED
}
