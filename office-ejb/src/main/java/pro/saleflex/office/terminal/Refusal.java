package pro.saleflex.office.terminal;

/** Why a caller is refused. */
public enum Refusal {
    /** No store with that office and store code. */
    UNKNOWN_STORE,
    /** No terminal with that code in the store. */
    UNKNOWN_TERMINAL,
    /** Neither a secret nor a trusted network. */
    SECRET_MISSING,
    /** The secret is not this terminal's. */
    SECRET_WRONG,
    /** The terminal's secret was revoked, and the caller presented it. */
    SECRET_REVOKED,
    /** The terminal's secret was revoked, and the caller did not present it, so it may be anybody. */
    TERMINAL_REVOKED,
    /** A certificate is bound to the terminal, and the caller presented none. */
    CERTIFICATE_MISSING,
    /** The certificate is not the one bound to the terminal. */
    CERTIFICATE_WRONG,
    /** The enrolment code is not, or no longer, valid for the terminal. */
    ENROLMENT_REFUSED,
    /** Too many failures in a minute, for these codes or from this address. */
    TOO_MANY_FAILURES
}
