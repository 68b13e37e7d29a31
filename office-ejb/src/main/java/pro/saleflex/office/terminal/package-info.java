/**
 * Stores and their terminals, and how a terminal authenticates. Package {@code enrolment} gives a terminal its secret.
 *
 * <p>Facade: {@link pro.saleflex.office.terminal.Terminals}. Events: none. Tables: {@code store}, {@code store_terms},
 * {@code terminal}, {@code refused_caller}. Other packages know a terminal as a
 * {@link pro.saleflex.office.terminal.TerminalRef}.
 */
package pro.saleflex.office.terminal;
