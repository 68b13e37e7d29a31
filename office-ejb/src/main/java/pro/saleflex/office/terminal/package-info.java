/**
 * Stores and their terminals, and how a terminal proves itself; how it gets its secret is package {@code enrolment}.
 *
 * <p>Door: {@link pro.saleflex.office.terminal.Terminals}. Events: none. Tables: {@code store}, {@code terminal},
 * {@code refused_caller}. Every other feature gets to know a terminal as a {@link pro.saleflex.office.terminal.TerminalRef}.
 */
package pro.saleflex.office.terminal;
