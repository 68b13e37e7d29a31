/**
 * How what terminals hand over gets to disk: the ladder on which nothing that can be identified is refused.
 *
 * <p>Door: {@link pro.saleflex.office.intake.Intake}, called by the intakes of sales and closures, which each bring their
 * {@link pro.saleflex.office.intake.Projection}. Events: none. Tables: {@code rejection},
 * {@code projection_renewal}.
 */
package pro.saleflex.office.intake;
