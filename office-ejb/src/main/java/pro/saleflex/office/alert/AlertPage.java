package pro.saleflex.office.alert;

import java.util.List;

/**
 * A page of the history.
 *
 * @param alerts the latest first
 * @param total how many there are on all pages
 */
public record AlertPage(List<AlertView> alerts, long total) {}
