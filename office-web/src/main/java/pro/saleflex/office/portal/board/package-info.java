/**
 * The live board: the tiles of all terminals, the page of one terminal, and the page of one of its closed periods.
 *
 * <p>Pages: {@code index.xhtml}, {@code till.xhtml}, {@code period.xhtml}. Data that all viewers share, and the push
 * that makes open pages refresh, are in {@code portal.live}. No facade, no events and no tables of its own.
 */
package pro.saleflex.office.portal.board;
