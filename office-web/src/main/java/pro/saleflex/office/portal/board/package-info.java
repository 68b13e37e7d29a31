/**
 * The live board: all tills at a glance, one till in full, and how both stay up to date without a reload.
 *
 * <p>{@link pro.saleflex.office.portal.live.LiveTiles} holds what all viewers share, kept by
 * {@link pro.saleflex.office.portal.live.PortalPush}, which tells the open pages to look again; pages:
 * {@code index.xhtml}, {@code till.xhtml}. No tables of its own.
 */
package pro.saleflex.office.portal.board;
