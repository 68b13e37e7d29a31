/**
 * Down: brings changed master data from GATE to the stores, page by page, and has their tills refresh.
 *
 * <p>Door: {@link pro.saleflex.office.gate.pull.MasterDataPulls}, woken by {@link pro.saleflex.office.gate.pull.GatePull}.
 * Events: none. Tables: none of its own; how far it came is in {@code gate_duty}, one duty for each store and source.
 */
package pro.saleflex.office.gate.pull;
