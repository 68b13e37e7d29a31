/**
 * Enrolment: a manager issues a one-time code, and the terminal redeems it for its secret.
 *
 * <p>Facade: {@link pro.saleflex.office.terminal.enrolment.Enrolments}. Events: none. Table: {@code enrolment}.
 */
package pro.saleflex.office.terminal.enrolment;
