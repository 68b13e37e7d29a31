/**
 * Who may come in: identifies the terminal or the administrator, names the request, limits its size and pace.
 *
 * <p>Every resource is guarded by {@link pro.saleflex.office.guard.TerminalGuard}, by
 * {@link pro.saleflex.office.guard.AdministratorOnly}, {@link pro.saleflex.office.guard.StaffOnly} or
 * {@link pro.saleflex.office.guard.AnyUser}, or says with {@link pro.saleflex.office.guard.Open} why it is not.
 */
package pro.saleflex.office.guard;
