/**
 * The link to GATE: the HTTP client, what GATE's answers mean, and whether GATE is reachable (circuit breaker and
 * history).
 *
 * <p>Facades: {@link pro.saleflex.office.gate.link.GateLink}, asked before each delivery and informed of its result,
 * and {@link pro.saleflex.office.gate.link.GateClient}, which makes the calls. Events:
 * {@link pro.saleflex.office.gate.link.GateReachable}, when a delivery may be tried, and
 * {@link pro.saleflex.office.gate.link.GateChanged}, a hint for the GATE page. Table: {@code gate_link_state}.
 */
package pro.saleflex.office.gate.link;
