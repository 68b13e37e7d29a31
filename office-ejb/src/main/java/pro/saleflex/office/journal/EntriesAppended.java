package pro.saleflex.office.journal;

/**
 * Some journal has grown. Fired in the appending transaction: observe it {@code AFTER_SUCCESS}, and only set a flag or offer
 * to a queue there. A hint, not a fact: what has grown, and how far, the journal's lengths tell.
 */
public record EntriesAppended() {}
