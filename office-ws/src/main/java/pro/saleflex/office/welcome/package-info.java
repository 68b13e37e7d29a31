/**
 * What people read at {@code /api}: the first page, the guide, the documentation to try out, a page for each problem.
 *
 * <p>The pages are files of the web module, but for those of the problems, which are made from the list in {@code wire}.
 * Everybody may read them; they tell nothing about the store. No tables, no events.
 */
package pro.saleflex.office.welcome;
