/**
 * Closures: the periods that terminals closed, as they sent them, and how they compare with the documents received.
 *
 * <p>Facades: {@link pro.saleflex.office.closure.ClosureIntake}, {@link pro.saleflex.office.closure.ClosureReader} and
 * {@link pro.saleflex.office.closure.PeriodChecks}, which finds what periods lack. Events: none. Tables:
 * {@code closure}, {@code closure_summary}, {@code period_gap}, {@code period_explanation}.
 */
package pro.saleflex.office.closure;
