package pro.saleflex.office.lane;

/** Where the journals are brought. */
public enum Target {
    /** The centre. */
    GATE
}
