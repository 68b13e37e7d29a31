/**
 * Gets the documents that terminals hand over to disk: group commit, and the ladder on which nothing that can be
 * identified is refused. Also retries and rebuilds projections.
 *
 * <p>Facade: {@link pro.saleflex.office.intake.Intake}, called by the intakes of sales and closures, each with its
 * {@link pro.saleflex.office.intake.Projection}; beside it {@link pro.saleflex.office.intake.Readiness},
 * {@link pro.saleflex.office.intake.DiskSpace}, {@link pro.saleflex.office.intake.Reprojection} and
 * {@link pro.saleflex.office.intake.ProjectionRebuild}. Events: none. Tables: {@code rejection},
 * {@code projection_renewal}.
 */
package pro.saleflex.office.intake;
