/**
 * The whole, as a customer has it: the real EAR on the real server with the real database, started by the launcher.
 *
 * <p>One {@link pro.saleflex.office.e2e.OfficeServer} serves all test classes that do no harm to it; those that kill it
 * bring their own.
 */
package pro.saleflex.office.e2e;
