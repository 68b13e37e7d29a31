/**
 * Alerts: what somebody in the store should look at, once per cause and in plain language. Package {@code delivery}
 * sends them out.
 *
 * <p>Facades: {@link pro.saleflex.office.alert.Alerts}, {@link pro.saleflex.office.alert.AlertReconciler} for regular
 * checks, {@link pro.saleflex.office.alert.SilenceAlerts} and
 * {@link pro.saleflex.office.alert.MaintenanceWindows}; texts by {@link pro.saleflex.office.alert.AlertText}. Event:
 * {@link pro.saleflex.office.alert.AlertsChanged}. Tables: {@code alert}, {@code alert_terminal},
 * {@code maintenance_window}.
 */
package pro.saleflex.office.alert;
