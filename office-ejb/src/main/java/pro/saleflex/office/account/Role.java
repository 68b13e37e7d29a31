package pro.saleflex.office.account;

/** What a portal user may do. */
public enum Role {
    /** Everything, terminals and users included. */
    ADMIN,
    /** Runs a store. */
    MANAGER,
    /** Looks only. */
    VIEWER,
    /** A screen on the wall: sees the board and nothing else. No user has it, see {@link Kiosks}. */
    KIOSK
}
