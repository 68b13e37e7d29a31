/**
 * Up: tells GATE how the terminals are doing, what changed at once and all of them every minute. Nothing waits meanwhile.
 *
 * <p>Door: {@link pro.saleflex.office.gate.status.StatusReporter}, woken by
 * {@link pro.saleflex.office.gate.status.StatusReportTimer}. Events: none. Tables: none of its own; how far it came is in
 * {@code gate_duty}.
 */
package pro.saleflex.office.gate.status;
