package pro.saleflex.office.gate.link;

/** Event: GATE answered a probe, so a delivery may be tried. Fired outside transactions. */
public record GateReachable() {}
