/**
 * Users of the portal and of the administration API, kiosk screens, their roles, and the audit trail of what they did.
 *
 * <p>Facades: {@link pro.saleflex.office.account.PortalUsers}, {@link pro.saleflex.office.account.UserAccounts},
 * {@link pro.saleflex.office.account.Kiosks} and {@link pro.saleflex.office.account.AuditTrail}. Events: none. Tables:
 * {@code portal_user}, {@code portal_user_store}, {@code kiosk}, {@code audit_trail}.
 */
package pro.saleflex.office.account;
