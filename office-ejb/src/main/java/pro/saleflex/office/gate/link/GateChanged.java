package pro.saleflex.office.gate.link;

/** Event: something that the GATE page shows may have changed. Only a hint to refresh. Fired outside transactions. */
public record GateChanged() {}
