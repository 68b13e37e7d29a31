package pro.saleflex.office.status;

import java.util.UUID;

/**
 * Event: something that the board shows of a terminal has changed. Fired in the changing transaction: observe it
 * {@code AFTER_SUCCESS}, and only set a flag or offer to a queue there. A hint, not a fact:
 * {@link StatusBoard#changedSince(long)} finds missed changes.
 *
 * @param terminalId the terminal
 * @param storeId its store
 * @param changedNo rises with every change of any terminal
 */
public record TerminalChanged(UUID terminalId, UUID storeId, long changedNo) {}
