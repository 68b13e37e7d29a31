package pro.saleflex.office.journal;

import java.util.Set;
import java.util.UUID;

/**
 * Event: some terminals' journals have grown. Fired in the appending transaction: observe it {@code AFTER_SUCCESS}, and
 * only set a flag or offer to a queue there. A hint, not a fact: {@link Journal#lengths} tells which journals have
 * grown, and how far.
 *
 * @param terminalIds these terminals
 * @param closing whether one of the new entries is a closure
 */
public record EntriesAppended(Set<UUID> terminalIds, boolean closing) {}
