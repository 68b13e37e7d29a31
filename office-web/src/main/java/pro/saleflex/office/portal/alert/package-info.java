/**
 * The alerts page: open alerts, acknowledging and muting them, the history, and maintenance windows.
 *
 * <p>Page: {@code alerts.xhtml}. {@link pro.saleflex.office.portal.alert.AlertScope} decides who sees and who acts;
 * everything else is done by {@code alert.Alerts} and {@code alert.MaintenanceWindows} in office-ejb. No events and no
 * tables of its own.
 */
package pro.saleflex.office.portal.alert;
