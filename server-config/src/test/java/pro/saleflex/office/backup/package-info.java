/**
 * Backup and restore as an administrator does them: the scripts themselves, PostgreSQL's own programs, a server that
 * was set up as {@code docs/install.md} says, and tables that the application's migrations made.
 */
package pro.saleflex.office.backup;
