package pro.saleflex.office.lane;

/** A destination of the journals. */
public enum Target {
    /** SaleFlex.GATE, the central server. */
    GATE,
    /** The archive, the second copy in the store. */
    ARCHIVE
}
