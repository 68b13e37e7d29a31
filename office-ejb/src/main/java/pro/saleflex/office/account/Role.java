package pro.saleflex.office.account;

/** What a portal user may do. */
public enum Role {
    /** Does everything, managing terminals and users included. */
    ADMIN,
    /** Runs a store. */
    MANAGER,
    /** Views only. */
    VIEWER,
    /** A kiosk screen: sees the board and nothing else. No user has this role, see {@link Kiosks}. */
    KIOSK
}
