package pro.saleflex.office.gate.link;

/** GATE answered a probe: a delivery may be tried again. Fired outside of transactions. */
public record GateReachable() {}
