/**
 * Tests backup and restore as an administrator does them: with the scripts themselves, PostgreSQL's own programs, a
 * server set up according to {@code docs/install.md}, and tables created by the application's migrations.
 */
package pro.saleflex.office.backup;
