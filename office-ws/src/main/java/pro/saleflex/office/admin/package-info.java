/**
 * The administration API under {@code /api/v1/admin}: stores, terminals, users, master data, journal verification, the
 * GATE link and its dead letters, the archive.
 *
 * <p>Callers authenticate as portal users by HTTP Basic; each resource is annotated with the role it requires. Every
 * change is recorded in the audit trail. Errors are RFC 9457 problems. No tables, no events.
 */
package pro.saleflex.office.admin;
