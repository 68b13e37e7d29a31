/**
 * The only way to the server's log: nothing that a caller sent gets there with a character that breaks or hides a line.
 *
 * <p>Door: {@link pro.saleflex.office.log.Log}. Events: none. Tables: none.
 */
package pro.saleflex.office.log;
