/**
 * Authentication and limits in front of REST and SOAP: identifies the terminal or the portal user, assigns the request
 * id, limits the size and rate of requests.
 *
 * <p>Every resource is guarded by {@link pro.saleflex.office.guard.TerminalGuard}, by
 * {@link pro.saleflex.office.guard.AdministratorOnly}, {@link pro.saleflex.office.guard.StaffOnly} or
 * {@link pro.saleflex.office.guard.AnyUser}, or states with {@link pro.saleflex.office.guard.Open} why it is not. No
 * tables, no events.
 */
package pro.saleflex.office.guard;
