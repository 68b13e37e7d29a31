package pro.saleflex.office.lane;

import java.util.List;

/**
 * Lanes that were claimed together, under one lease.
 *
 * @param lanes claimed for the caller alone
 * @param more there are others that could be claimed now
 */
public record ClaimedLanes(List<ClaimedLane> lanes, boolean more) {}
