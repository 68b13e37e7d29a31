/**
 * The terminals' status: contacts, heartbeats, silence, history, the resulting alerts, and requests to terminals.
 *
 * <p>Facades: {@link pro.saleflex.office.status.Contacts}, {@link pro.saleflex.office.status.StatusBoard} and
 * {@link pro.saleflex.office.status.TerminalReports} (read only), and
 * {@link pro.saleflex.office.status.TerminalRequests}. Event: {@link pro.saleflex.office.status.TerminalChanged}.
 * Tables: {@code terminal_status}, {@code status_change}, {@code terminal_request}.
 */
package pro.saleflex.office.status;
