/**
 * Fuzz tests: real messages, damaged at random, against the real server.
 *
 * <p>Start with {@link pro.saleflex.office.fuzz.FuzzE2E}, which says what must hold. {@code mvn -Pfuzz verify} sends
 * 200,000 messages; every run of all tests sends 5,000. The same seed gives the same damage. No tables, no events.
 */
package pro.saleflex.office.fuzz;
