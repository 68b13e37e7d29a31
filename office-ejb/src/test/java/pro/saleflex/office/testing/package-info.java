/**
 * What the database tests stand on: the doors as they are, on a real PostgreSQL, outside a server.
 *
 * <p>{@link pro.saleflex.office.testing.TestApplication} wires the beans with CDI and gives them transactions as their
 * annotations say; {@link pro.saleflex.office.testing.DatabaseTest} opens one for a class of tests.
 */
package pro.saleflex.office.testing;
