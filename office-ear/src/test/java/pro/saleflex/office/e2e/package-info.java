/**
 * End-to-end tests: the real EAR on the real server with the real database, started by the launcher, as a customer has
 * it.
 *
 * <p>One {@link pro.saleflex.office.e2e.OfficeServer} is shared by all test classes that do no harm to it; those that
 * need other settings share {@link pro.saleflex.office.e2e.OtherServer} if they do no harm to it either; the rest start
 * their own. A test makes the terminals that it needs; only the simulator, and what is about an unmodified terminal, uses
 * those of the demo store.
 */
package pro.saleflex.office.e2e;
