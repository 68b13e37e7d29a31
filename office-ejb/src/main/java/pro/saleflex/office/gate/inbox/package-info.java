/**
 * What GATE has to tell: kept once, brought to the terminals it is for until they confirm it, returned as read.
 *
 * <p>Door: {@link pro.saleflex.office.gate.inbox.GateNotifications}; exchanged with GATE by
 * {@link pro.saleflex.office.gate.inbox.NotificationExchange}. Events: none. Tables: {@code gate_notification},
 * {@code gate_notification_terminal}.
 */
package pro.saleflex.office.gate.inbox;
