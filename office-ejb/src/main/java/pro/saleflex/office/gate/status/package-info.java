/**
 * Up: reports the terminals' states to GATE, changes at once and a digest of all terminals every minute. Nothing queues
 * up.
 *
 * <p>Facade: {@link pro.saleflex.office.gate.status.StatusReporter}, run by
 * {@link pro.saleflex.office.gate.status.StatusReportTimer}. Events: none. Tables: none of its own; the position is
 * that of a leased job, see package {@code platform}.
 */
package pro.saleflex.office.gate.status;
