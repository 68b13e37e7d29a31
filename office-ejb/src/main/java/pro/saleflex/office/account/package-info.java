/**
 * People who use the portal and the administrator's calls, what they may do, and what they did.
 *
 * <p>Doors: {@link pro.saleflex.office.account.PortalUsers} and {@link pro.saleflex.office.account.AuditTrail}. Events: none.
 * Tables: {@code portal_user}, {@code audit_trail}.
 */
package pro.saleflex.office.account;
