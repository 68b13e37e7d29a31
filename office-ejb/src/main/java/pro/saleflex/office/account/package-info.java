/**
 * People who use the portal and the administrator's calls, screens on the wall, what they may do, and what they did.
 *
 * <p>Doors: {@link pro.saleflex.office.account.PortalUsers}, {@link pro.saleflex.office.account.UserAccounts},
 * {@link pro.saleflex.office.account.Kiosks} and {@link pro.saleflex.office.account.AuditTrail}. Events: none. Tables:
 * {@code portal_user}, {@code portal_user_store}, {@code kiosk}, {@code audit_trail}.
 */
package pro.saleflex.office.account;
