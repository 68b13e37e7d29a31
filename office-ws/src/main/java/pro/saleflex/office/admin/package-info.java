/**
 * The administrator's calls under {@code /api/v1/admin}: stores, terminals, master data, verification.
 *
 * <p>HTTP Basic with a portal user of role ADMIN; every change is in the audit trail. Errors are RFC 9457 problems.
 */
package pro.saleflex.office.admin;
