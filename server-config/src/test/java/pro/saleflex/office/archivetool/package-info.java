/**
 * Tests backup and restore as an administrator does them: on a server set up according to {@code docs/install.md} and on
 * the newest PostgreSQL, with tables created by the application's migrations.
 */
package pro.saleflex.office.archivetool;
