package pro.saleflex.office.gate.link;

/** State of the link to GATE. */
public enum LinkState {
    /** GATE's address is not set. */
    NOT_CONFIGURED,
    /** A delivery or probe succeeded within the last minute, and none has failed since. */
    UP,
    /** GATE is reachable but does not accept everything, or asks us to wait. */
    DEGRADED,
    /** GATE cannot be reached, or rejects us. */
    DOWN
}
