/**
 * The link to GATE: the one HTTP client for it, what its answers mean, and whether it is there.
 *
 * <p>Doors: {@link pro.saleflex.office.gate.GateLink}, {@link pro.saleflex.office.gate.GateClient} and
 * {@link pro.saleflex.office.gate.GateProgress}. Event: {@link pro.saleflex.office.gate.GateChanged}. Tables:
 * {@code gate_link_state}, {@code gate_sample}. Up is package {@code push}, down are {@code pull} and {@code notification}.
 */
package pro.saleflex.office.gate;
