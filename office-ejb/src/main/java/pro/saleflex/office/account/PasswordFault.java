package pro.saleflex.office.account;

/** Why a new password is rejected. */
public enum PasswordFault {
    /** Fewer than 12 characters. */
    TOO_SHORT,
    /** More than 200 characters. */
    TOO_LONG,
    /** The user's name, or little more than that. */
    LIKE_THE_NAME,
    /** One of the most common passwords, or too few different characters. */
    COMMON,
    /** The user's present password. */
    SAME,
    /** The present password was given wrongly. */
    WRONG,
    /** Not checked, because this caller gave too many wrong passwords. */
    LATER,
    /** Not checked, because too many others are waiting for a password check. */
    BUSY
}
