/**
 * What a figure is: the rules by which documents become takings and counts, in one place. Pure; in words for people they
 * stand in {@code server-config/docs/figures.md}, which changes with them.
 *
 * <p>Doors: {@link pro.saleflex.office.figures.DayFigures}, {@link pro.saleflex.office.figures.TerminalFigures} and
 * {@link pro.saleflex.office.figures.PeriodCompleteness}. Events and tables: none.
 */
package pro.saleflex.office.figures;
