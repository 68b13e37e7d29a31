/**
 * The GATE page: the state of the link, what waits for it, parked entries (dead letters) and what people do about them,
 * GATE's notifications, and the journal of a terminal.
 *
 * <p>Pages: {@code gate.xhtml}, {@code gate-entries.xhtml}. {@link pro.saleflex.office.portal.live.LiveGate} holds what
 * all viewers share; {@link pro.saleflex.office.portal.live.PortalPush} makes the open pages refresh. No facade, no
 * events and no tables of its own.
 */
package pro.saleflex.office.portal.gate;
