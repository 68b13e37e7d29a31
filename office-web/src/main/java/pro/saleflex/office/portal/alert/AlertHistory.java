package pro.saleflex.office.portal.alert;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertPage;
import pro.saleflex.office.alert.AlertText;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.HistoryQuery;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Texts;

/**
 * The history of alerts, filtered by the address: {@code alerts.xhtml?kind=&terminal=&days=&page=}. Parameters that
 * cannot be read are ignored.
 */
@Named
@ViewScoped
public class AlertHistory implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int ROWS = 20;
    private static final List<Integer> DAYS = List.of(1, 7, 30, 90, 400);

    @Inject
    transient Alerts alerts;

    @Inject
    transient AlertScope scope;

    @Inject
    transient CurrentUser currentUser;

    private AlertKind kind;
    private UUID terminal;
    private int days = 30;
    private int page = 1;
    private long total;
    private transient List<AlertCard> rows;

    /** Reads a page of the history; called before it is rendered. */
    public void read() {
        AlertPage found = alerts.history(new HistoryQuery(
                scope.storeIds(),
                Optional.ofNullable(terminal),
                Optional.ofNullable(kind),
                scope.now().minusDays(days),
                scope.now().plusMinutes(1),
                (page - 1) * ROWS,
                ROWS));
        total = found.total();
        rows = found.alerts().stream().map(scope::card).toList();
    }

    /** Returns the alerts on this page, latest first. */
    public List<AlertCard> getRows() {
        return rows;
    }

    /** Returns which of them are on this page, as text. */
    public String getRange() {
        return Texts.of(currentUser.getNumbers(), "alerts.range", first(), last(), total);
    }

    private long first() {
        return (page - 1L) * ROWS + 1;
    }

    private long last() {
        return first() + rows.size() - 1;
    }

    /** Whether there is a page with later alerts. */
    public boolean isNewer() {
        return page > 1;
    }

    /** Whether there is a page with earlier alerts. */
    public boolean isOlder() {
        return last() < total;
    }

    /** Returns the address of the page that many steps further. */
    public String address(int step) {
        return "?kind=" + getKind() + "&terminal=" + getTerminal() + "&days=" + days + "&page=" + (page + step)
                + "#past";
    }

    /** Returns all kinds. */
    public List<AlertKind> getKinds() {
        return List.of(AlertKind.values());
    }

    /** Returns a kind's name. */
    public String title(AlertKind kind) {
        return AlertText.of(kind, currentUser.getLocale());
    }

    /** Returns the choices of how far to look back, in days; alerts are kept for the longest of these. */
    public List<Integer> getChoices() {
        return DAYS;
    }

    /** Returns the only kind shown; empty: all. */
    public String getKind() {
        return kind == null ? "" : kind.name();
    }

    /** Sets the only kind to show; anything else: all. */
    public void setKind(String text) {
        kind = Arrays.stream(AlertKind.values())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    /** Returns the id of the only terminal shown; empty: all. */
    public String getTerminal() {
        return terminal == null ? "" : terminal.toString();
    }

    /** Sets the id of the only terminal to show; anything else: all. */
    public void setTerminal(String text) {
        terminal = CurrentUser.id(text).orElse(null);
    }

    /** Returns how far to look back, in days. */
    public String getDays() {
        return Integer.toString(days);
    }

    /** Sets how far to look back, in days: one of the choices. */
    public void setDays(String text) {
        DAYS.stream().filter(each -> each.toString().equals(text)).findFirst().ifPresent(each -> days = each);
    }

    /** Returns the number of the page, from 1. */
    public String getPage() {
        return Integer.toString(page);
    }

    /** Sets the number of the page, from 1. */
    public void setPage(String text) {
        page = text != null && text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
    }
}
