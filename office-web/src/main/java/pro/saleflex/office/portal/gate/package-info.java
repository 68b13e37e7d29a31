/**
 * The page GATE: how the link is, what waits for it, what it does not take and what people do about that, and what a
 * terminal's journal holds.
 *
 * <p>{@link pro.saleflex.office.portal.live.LiveGate} holds what all viewers share; the open pages are told to look again by
 * {@code board.StatusBoardPush}. Pages: {@code gate.xhtml}, {@code gate-entries.xhtml}. No tables of its own.
 */
package pro.saleflex.office.portal.gate;
