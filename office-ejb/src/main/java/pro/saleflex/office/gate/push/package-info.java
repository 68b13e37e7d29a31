/**
 * Up: delivers every entry of every journal to GATE, each terminal's in journal order, and parks entries that GATE will
 * never accept.
 *
 * <p>Facade: {@link pro.saleflex.office.gate.push.GateDelivery}, called by
 * {@link pro.saleflex.office.gate.push.DeliveryWorkers}, which {@link pro.saleflex.office.gate.push.DeliveryTimer}
 * starts. Events: none of its own; it fires {@link pro.saleflex.office.gate.link.GateChanged}. Tables: none of its own;
 * package {@code lane} keeps the progress. The contract is {@code gate-openapi.yaml}.
 */
package pro.saleflex.office.gate.push;
