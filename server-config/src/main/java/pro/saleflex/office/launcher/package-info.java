/**
 * The one-command run: PostgreSQL and Payara Server with the EAR, in the foreground, on this machine only. Door:
 * {@link pro.saleflex.office.launcher.RunOffice}. It uses the same {@code payara/*.asadmin} and {@code postgres/*.sql}
 * files as an administrator; nothing of it runs in production.
 */
package pro.saleflex.office.launcher;
