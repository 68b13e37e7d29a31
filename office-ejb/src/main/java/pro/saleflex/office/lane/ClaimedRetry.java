package pro.saleflex.office.lane;

import java.util.UUID;
import pro.saleflex.office.platform.Lease;

/**
 * A parked entry under a lease: its holder alone makes the retry that somebody requested.
 *
 * @param target where to deliver
 * @param terminalId whose journal
 * @param entryNo its number in the journal
 * @param lease on the entry
 */
public record ClaimedRetry(Target target, UUID terminalId, long entryNo, Lease lease) {}
