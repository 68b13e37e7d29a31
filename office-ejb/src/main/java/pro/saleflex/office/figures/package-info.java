/**
 * What each figure means: the rules by which documents become takings and counts, in one place. Pure functions.
 * {@code server-config/docs/figures.md} explains them to people and changes with them.
 *
 * <p>Facades: {@link pro.saleflex.office.figures.DayFigures}, {@link pro.saleflex.office.figures.TerminalFigures} and
 * {@link pro.saleflex.office.figures.PeriodCompleteness}. Events: none. Tables: none.
 */
package pro.saleflex.office.figures;
