/**
 * The page of alerts: what stands, what is known of it, the past, and maintenance.
 *
 * <p>Page: {@code alerts.xhtml}. Who sees and who acts is decided in {@link pro.saleflex.office.portal.alert.AlertScope};
 * everything else is asked of {@code alert.Alerts} and {@code alert.MaintenanceWindows}. No tables of its own.
 */
package pro.saleflex.office.portal.alert;
