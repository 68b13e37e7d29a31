/**
 * Up: brings every entry of every journal to GATE, each terminal's in journal order, and parks what GATE will never take.
 *
 * <p>Door: {@link pro.saleflex.office.gate.push.GateDelivery}, called by {@link pro.saleflex.office.gate.push.DeliveryWorkers}.
 * Events: none. Tables: none of its own; how far it came is in {@code lane}. What is sent is in {@code gate-openapi.yaml}.
 */
package pro.saleflex.office.gate.push;
