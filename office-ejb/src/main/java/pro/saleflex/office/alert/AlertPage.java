package pro.saleflex.office.alert;

import java.util.List;

/**
 * A page of the alert history.
 *
 * @param alerts the latest first
 * @param total number of alerts on all pages
 */
public record AlertPage(List<AlertView> alerts, long total) {}
