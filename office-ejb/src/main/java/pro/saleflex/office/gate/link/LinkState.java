package pro.saleflex.office.gate.link;

/** How the link to GATE is. */
public enum LinkState {
    /** No address is set. */
    NOT_CONFIGURED,
    /** A delivery or a probe passed within the last minute, and none failed since. */
    UP,
    /** GATE is there, and does not take everything, or asks us to wait. */
    DEGRADED,
    /** GATE cannot be reached, or turns us away. */
    DOWN
}
