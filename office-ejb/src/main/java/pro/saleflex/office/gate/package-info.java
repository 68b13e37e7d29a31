/**
 * The link to GATE: the one HTTP client for it, what its answers mean, and whether it is there.
 *
 * <p>Doors: {@link pro.saleflex.office.gate.link.GateLink}, {@link pro.saleflex.office.gate.link.GateClient},
 * {@link pro.saleflex.office.gate.pull.GatePages}, {@link pro.saleflex.office.platform.LeasedJobs} and
 * {@link pro.saleflex.office.gate.health.GateProgress}. Event: {@link pro.saleflex.office.gate.link.GateChanged}. Tables:
 * {@code gate_link_state}, {@code gate_sample}, {@code gate_duty}. Up are packages {@code push} and {@code status}, down are
 * {@code pull} and {@code notification}.
 */
package pro.saleflex.office.gate;
