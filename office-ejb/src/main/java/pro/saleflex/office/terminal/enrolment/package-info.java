/**
 * How a terminal gets its secret: a manager makes a code, the till brings it once and is told its secret.
 *
 * <p>Door: {@link pro.saleflex.office.terminal.enrolment.Enrolments}. Events: none. Table: {@code enrolment}.
 */
package pro.saleflex.office.terminal.enrolment;
