/**
 * The pages for people under {@code /api}: welcome page, guide, interactive API documentation, one page per problem
 * type.
 *
 * <p>The pages are static files of the web module, except those of the problem types, which are generated from the list
 * in {@code wire}. They are public and reveal nothing about the store. No tables, no events.
 */
package pro.saleflex.office.welcome;
