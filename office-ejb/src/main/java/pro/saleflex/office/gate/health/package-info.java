/**
 * How well deliveries to GATE are going: samples of the progress, disk headroom, and alerts.
 *
 * <p>Facades: {@link pro.saleflex.office.gate.health.GateProgress} for pages and the API, and
 * {@link pro.saleflex.office.gate.health.GateAlerts}, run by {@link pro.saleflex.office.gate.health.GateAlertWatch}.
 * Events: none. Table: {@code gate_sample}.
 */
package pro.saleflex.office.gate.health;
