/**
 * The one-command run: PostgreSQL and Payara Server with the EAR, in the foreground, on this machine only. Entry point:
 * {@link pro.saleflex.office.launcher.RunOffice}. Uses the same {@code payara/*.asadmin} and {@code postgres/*.sql}
 * files as an administrator; not used in production.
 */
package pro.saleflex.office.launcher;
