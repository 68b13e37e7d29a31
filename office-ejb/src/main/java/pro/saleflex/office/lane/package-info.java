/**
 * Lanes: how far each terminal's journal has reached a target outside the store, and the entries parked on the way.
 *
 * <p>Doors: {@link pro.saleflex.office.lane.Lanes} for who delivers, {@link pro.saleflex.office.lane.ParkedEntries} for
 * people who act, {@link pro.saleflex.office.lane.LaneEntries} for people who look. Events: none. Tables: {@code lane}, {@code parked}. The journal is the queue: nothing is written to be sent.
 */
package pro.saleflex.office.lane;
