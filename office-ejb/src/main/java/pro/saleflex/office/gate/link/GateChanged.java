package pro.saleflex.office.gate.link;

/** Something that the page about GATE shows has changed: a hint to look, not a fact. Fired outside of transactions. */
public record GateChanged() {}
