/**
 * Who may come in: identifies the terminal or the administrator, names the request, limits its size.
 *
 * <p>Every resource is guarded by {@link pro.saleflex.office.guard.TerminalGuard} or
 * {@link pro.saleflex.office.guard.AdministratorOnly}, or says with {@link pro.saleflex.office.guard.Open} why it is not.
 */
package pro.saleflex.office.guard;
