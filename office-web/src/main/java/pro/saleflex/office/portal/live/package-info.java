/**
 * Live data of the portal, read once for all viewers, and the websocket push that tells open pages to refresh.
 *
 * <p>{@link pro.saleflex.office.portal.live.LiveTiles} caches the board's tiles and open alerts,
 * {@link pro.saleflex.office.portal.live.LiveGate} the state of the GATE link; neither reads anything while nobody
 * looks. {@link pro.saleflex.office.portal.live.LiveArchive} passes on what the archive's meter reads anyway. {@link pro.saleflex.office.portal.live.PortalPush} observes {@code TerminalChanged}, which names the tile to
 * read again, and {@code AlertsChanged}; {@link pro.saleflex.office.portal.live.BoardWatch} finds once a second what
 * other servers changed. A message names only the stores concerned; each page then asks for what its user may see
 * ({@code live.js}). No pages and no tables of its own.
 */
package pro.saleflex.office.portal.live;
