/**
 * Closures: the periods that terminals closed, as they sent them, and how they compare with their documents.
 *
 * <p>Doors: {@link pro.saleflex.office.closure.ClosureIntake} and {@link pro.saleflex.office.closure.ClosureReader}.
 * Events: none. Tables: {@code closure}, {@code closure_summary}.
 */
package pro.saleflex.office.closure;
