/**
 * The only way to write to the server's log. It prevents log injection: no text from a caller can break or hide a line.
 *
 * <p>Facade: {@link pro.saleflex.office.log.Log}. Events: none. Tables: none.
 */
package pro.saleflex.office.log;
