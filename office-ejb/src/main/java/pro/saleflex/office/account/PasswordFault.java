package pro.saleflex.office.account;

/** Why a new password is not taken. */
public enum PasswordFault {
    /** Fewer than 12 characters. */
    TOO_SHORT,
    /** More than 200 characters. */
    TOO_LONG,
    /** The user's name, or hardly more. */
    LIKE_THE_NAME,
    /** Among the first that anybody would guess. */
    COMMON,
    /** The one it has already. */
    SAME,
    /** The password of before was wrong. */
    WRONG,
    /** Too many wrong passwords: not looked at. */
    LATER,
    /** Too many passwords of others wait to be looked at: not looked at. */
    BUSY
}
