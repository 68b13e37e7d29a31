/**
 * Alerts: what somebody in the store should look at, once per cause and in plain words, and telling them outside.
 *
 * <p>Doors: {@link pro.saleflex.office.alert.Alerts} and {@link pro.saleflex.office.alert.MaintenanceWindows}; words by
 * {@link pro.saleflex.office.alert.AlertText}. Event: {@link pro.saleflex.office.alert.AlertsChanged}. Tables:
 * {@code alert}, {@code alert_terminal}, {@code maintenance_window}.
 */
package pro.saleflex.office.alert;
