package pro.saleflex.office.journal;

/**
 * Event: some terminal's journal has grown. Fired in the appending transaction: observe it {@code AFTER_SUCCESS}, and
 * only set a flag or offer to a queue there. A hint, not a fact: {@link Journal#lengths} tells which journals have
 * grown, and how far.
 */
public record EntriesAppended() {}
