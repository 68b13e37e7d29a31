package pro.saleflex.office.terminal.enrolment;

/** How far a terminal's enrolment is. */
public enum EnrolmentState {
    /** No code was ever made for it. */
    NEVER,
    /** A code waits for its till. */
    WAITING,
    /** The till brought its code and got its secret, which may have been revoked since. */
    ENROLLED,
    /** The code was void after too many failures; a till that was enrolled before goes on with its secret. */
    LOCKED,
    /** Nobody brought the code in time, or it was taken back. */
    EXPIRED
}
