package pro.saleflex.office.terminal;

/** Why a caller is turned away. */
public enum Refusal {
    /** No store with that office and store code. */
    UNKNOWN_STORE,
    /** No terminal with that code in the store. */
    UNKNOWN_TERMINAL,
    /** Neither a secret nor a trusted network. */
    SECRET_MISSING,
    /** A secret, but not this terminal's. */
    SECRET_WRONG,
    /** The terminal's secret was revoked, and the caller has it. */
    SECRET_REVOKED,
    /** The terminal's secret was revoked, and the caller does not show that it had it: it may be anybody. */
    TERMINAL_REVOKED,
    /** A certificate is bound to the terminal, and the call showed none. */
    CERTIFICATE_MISSING,
    /** A certificate, but not the one bound to the terminal. */
    CERTIFICATE_WRONG,
    /** It brought an enrolment code that is not, or not any more, a terminal's. */
    ENROLMENT_REFUSED,
    /** Too many failures of this terminal code in a minute. */
    TOO_MANY_FAILURES
}
