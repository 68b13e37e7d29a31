/**
 * Test support: runs the application's facades on a real PostgreSQL, without a server.
 *
 * <p>{@link pro.saleflex.office.testing.TestApplication} wires the beans with CDI and runs their methods in the
 * transactions that their annotations declare; {@link pro.saleflex.office.testing.DatabaseTest} provides one to a test
 * class.
 */
package pro.saleflex.office.testing;
