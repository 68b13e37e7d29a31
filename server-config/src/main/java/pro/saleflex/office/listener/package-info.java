/**
 * Runs inside Payara in front of all applications: rejects the server's own addresses, answers for an application that
 * is not available, keeps slow bodies from holding a thread, and declines other protocols. Entry point:
 * {@link pro.saleflex.office.listener.OfficeValve}, configured in {@code payara/install.asadmin}. Packaged as its own
 * jar ({@code office-listener.jar}) in the domain's {@code lib}, so it uses only the server's classes.
 */
package pro.saleflex.office.listener;
