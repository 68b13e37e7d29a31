/**
 * Down: GATE's notifications, stored once, delivered to their terminals until confirmed, and returned to GATE as read.
 *
 * <p>Facades: {@link pro.saleflex.office.gate.inbox.HeartbeatExchange} for heartbeats,
 * {@link pro.saleflex.office.gate.inbox.GateNotifications} for other calls of terminals and for people, and
 * {@link pro.saleflex.office.gate.inbox.NotificationExchange}, run by
 * {@link pro.saleflex.office.gate.inbox.NotificationPull}. Events: none of its own; it fires
 * {@link pro.saleflex.office.gate.link.GateChanged}. Tables: {@code gate_notification},
 * {@code gate_notification_terminal}.
 */
package pro.saleflex.office.gate.inbox;
