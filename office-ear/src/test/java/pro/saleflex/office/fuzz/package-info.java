/**
 * Messages that nobody should send: real ones, damaged by chance, against the real server.
 *
 * <p>Begin with {@link pro.saleflex.office.fuzz.FuzzE2E}: what must hold whatever comes. {@code mvn -Pfuzz verify} sends
 * 200,000 of them; every run of all tests sends some thousand. The same seed damages in the same way.
 */
package pro.saleflex.office.fuzz;
