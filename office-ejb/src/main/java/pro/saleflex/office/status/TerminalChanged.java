package pro.saleflex.office.status;

import java.time.Instant;
import java.util.UUID;

/**
 * Event: something that the board shows of a terminal has changed. Fired in the changing transaction: observe it
 * {@code AFTER_SUCCESS}, and only set a flag or offer to a queue there. A hint, not a fact:
 * {@link StatusBoard#changedSince(long)} finds missed changes and those made by other servers.
 *
 * @param terminalId the terminal
 * @param storeId its store
 * @param changedNo the number of its latest change: the id of the transaction that made it
 * @param lastSeen its latest contact that is written; null: none
 */
public record TerminalChanged(UUID terminalId, UUID storeId, long changedNo, Instant lastSeen) {}
