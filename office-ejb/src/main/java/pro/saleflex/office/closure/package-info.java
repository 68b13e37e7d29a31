/**
 * Closures: the periods that terminals closed, as they sent them, and how they compare with their documents.
 *
 * <p>Doors: {@link pro.saleflex.office.closure.ClosureIntake}, {@link pro.saleflex.office.closure.ClosureReader} and
 * {@link pro.saleflex.office.closure.PeriodChecks}: what periods lack. Events: none. Tables: {@code closure},
 * {@code closure_summary}, {@code period_gap}, {@code period_explanation}.
 */
package pro.saleflex.office.closure;
