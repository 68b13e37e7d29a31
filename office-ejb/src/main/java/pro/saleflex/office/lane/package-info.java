/**
 * Lanes, the delivery cursors: how far each terminal's journal has reached a target outside the store, and the dead
 * letters that were parked on the way. The journal is the outbox: nothing is written in order to be sent. What a worker
 * claims, a {@link pro.saleflex.office.lane.ClaimedLane} or a {@link pro.saleflex.office.lane.ClaimedRetry}, it holds
 * by a {@link pro.saleflex.office.platform.Lease}.
 *
 * <p>Facades: {@link pro.saleflex.office.lane.Lanes} for delivery workers,
 * {@link pro.saleflex.office.lane.ParkedEntries} for people who act on dead letters,
 * {@link pro.saleflex.office.lane.LaneEntries} for screens. Events: none. Tables: {@code lane}, {@code parked}.
 */
package pro.saleflex.office.lane;
