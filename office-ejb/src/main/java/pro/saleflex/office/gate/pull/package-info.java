/**
 * Down: pulls changed master data from GATE for each store, page by page, and asks the store's terminals to refresh.
 *
 * <p>Facade: {@link pro.saleflex.office.gate.pull.MasterDataPulls}, run by
 * {@link pro.saleflex.office.gate.pull.GatePull}; {@link pro.saleflex.office.gate.pull.GatePages} reads pages for
 * package {@code inbox}, too. Events: none. Tables: none of its own; the position of each store and source is that of
 * its leased job, see package {@code platform}.
 */
package pro.saleflex.office.gate.pull;
