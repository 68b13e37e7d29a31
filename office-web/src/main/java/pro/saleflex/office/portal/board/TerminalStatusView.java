package pro.saleflex.office.portal.board;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.closure.ClosureAnomaly;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.closure.ClosureReader.PeriodEnd;
import pro.saleflex.office.closure.Gap;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.live.LiveTile;
import pro.saleflex.office.portal.live.LiveTiles;
import pro.saleflex.office.sales.Receipt;
import pro.saleflex.office.sales.Receipts;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.StatusBoard.Change;
import pro.saleflex.office.status.TerminalRequests.Asked;
import pro.saleflex.office.status.Tile;
import pro.saleflex.office.terminal.StoreRef;

/**
 * What {@code till.xhtml} shows of one terminal, all of one moment, in the viewer's language, numbers and store time.
 *
 * <p>Made by {@link TerminalStatusPage}, which hands it the terminal; everything is read once, because the page asks
 * for each value several times while it is rendered.
 */
@Dependent
public class TerminalStatusView {
    private static final Duration HISTORY = Duration.ofDays(7);
    private static final int CHANGES_SHOWN = 30;
    private static final int RECEIPTS_SHOWN = 20;
    private static final int ANOMALIES_SHOWN = 20;
    private static final int CLOSED_SHOWN = 10;

    @Inject
    LiveTiles live;

    @Inject
    StatusBoard board;

    @Inject
    SalesReader sales;

    @Inject
    Receipts documents;

    @Inject
    ClosureReader closures;

    @Inject
    ProjectionRebuild rebuild;

    @Inject
    PeriodChecks periods;

    @Inject
    Journal journal;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private StatusBoard.Details details;
    private UUID id;
    private StoreRef store;
    private Instant moment;
    private TileLabels labels;
    private List<AlertView> alerts;
    private TileView tileView;
    private List<Change> changes;
    private List<Receipt> receipts;
    private Map<Long, Set<Flag>> flags;
    private List<IncompletePeriodView> incompletePeriods;
    private List<String> openGaps;
    private List<String> anomalies;
    private String onlineShare;
    private TerminalFigures today;
    private Long openPeriod;
    private OptionalDouble rebuilt;
    private List<FiguresTable.Line> figures;
    private List<PeriodEnd> closed;

    /**
     * Reads all that is shown.
     *
     * @param details the terminal, which the viewer may see
     * @param incomplete its closed periods that lack documents, the latest first
     * @return this
     */
    TerminalStatusView read(StatusBoard.Details details, List<IncompletePeriod> incomplete) {
        this.details = details;
        id = details.tile().terminalId();
        store = details.tile().store();
        moment = clock.instant();
        labels = new TileLabels(currentUser, moment);
        alerts = live.snapshot().alerts().stream()
                .filter(alert -> alert.terminalIds().contains(id))
                .toList();
        tileView = labels.tile(new LiveTile(details.tile(), alerts, 0));
        changes = readChanges();
        receipts = documents.latest(id, RECEIPTS_SHOWN);
        flags = journal.flags(receipts.stream().map(Receipt::entryId).toList());
        incompletePeriods = incomplete.stream()
                .map(period -> IncompletePeriodView.of(period, labels, moment, store))
                .toList();
        openGaps = periods.openPeriodGaps(id).stream().map(this::gap).toList();
        anomalies = readAnomalies();
        onlineShare = readOnlineShare();
        today = sales.figuresOfDay(id, store.businessDay(moment));
        openPeriod = readOpenPeriod();
        rebuilt = rebuild.progress();
        figures = FiguresTable.open(
                labels, store.currency(), today, openPeriod == null ? null : sales.figuresOfPeriod(id, openPeriod));
        closed = closures.latest(id, CLOSED_SHOWN);
        return this;
    }

    /** Returns the latest period that it has not closed; null: it has closed all. */
    private Long readOpenPeriod() {
        List<Long> latest = sales.latestPeriods(id);
        Set<Long> closed = closures.closingEntryNumbers(id, latest).keySet();
        return latest.stream()
                .filter(number -> !closed.contains(number))
                .findFirst()
                .orElse(null);
    }

    private List<String> readAnomalies() {
        List<ClosureAnomaly> found = new ArrayList<>(periods.anomalies(id));
        Collections.reverse(found);
        return found.stream().limit(ANOMALIES_SHOWN).map(this::anomaly).toList();
    }

    private List<Change> readChanges() {
        List<Change> changes = new ArrayList<>(board.history(id, moment.minus(HISTORY), moment));
        Collections.reverse(changes);
        return changes.stream().limit(CHANGES_SHOWN).toList();
    }

    private String readOnlineShare() {
        LocalDate day = store.businessDay(moment);
        return board.uptime(id, day)
                .flatMap(StatusBoard.Uptime::share)
                .map(labels::percent)
                .orElse("");
    }

    /** Returns the terminal as the board's tile shows it. */
    public TileView getView() {
        return tileView;
    }

    /** Returns its state and what it reported. */
    public Tile getTile() {
        return details.tile();
    }

    /** Returns its open alerts, worst first. */
    public List<AlertView> getAlerts() {
        return alerts;
    }

    /** Returns the server's clock, in milliseconds since the epoch. */
    public long getMillis() {
        return moment.toEpochMilli();
    }

    /** Formats a moment in the terminal's store time. */
    public String time(Instant moment) {
        return labels.time(moment, store);
    }

    /** Returns since when it has been in its state. */
    public String getSince() {
        return time(details.tile().stateSince());
    }

    /** Returns its heartbeat interval; empty: unknown. */
    public String getInterval() {
        Integer seconds = details.tile().intervalSeconds();
        return seconds == null ? "" : labels.duration(Duration.ofSeconds(seconds));
    }

    /** Returns how long its program has been running; empty: not reported. */
    public String getUptime() {
        Long seconds = details.tile().reported().uptimeSeconds();
        return seconds == null ? "" : labels.duration(Duration.ofSeconds(seconds));
    }

    /** Formats megabytes with their unit; empty for null. */
    public String megabytes(Long megabytes) {
        return megabytes == null ? "" : labels.number(megabytes) + " " + labels.text("unit.megabyte");
    }

    /** Returns how far its clock is off; empty: not reported. */
    public String getClock() {
        Long millis = details.tile().reported().clockSkewMillis();
        if (millis == null) {
            return "";
        }
        return Math.abs(millis) < 1000 ? labels.text("till.clock.right") : labels.skew(millis);
    }

    /** Names the members of its report that were too long to keep whole; empty: none. */
    public String getShortened() {
        List<String> members = details.tile().reported().shortened();
        return members.isEmpty() ? "" : labels.text("till.shortened", String.join(", ", members));
    }

    /** Returns how many documents wait on the terminal, and for how long; empty: not reported. */
    public String getWaiting() {
        return labels.waiting(details.tile());
    }

    /** Returns the share of today's expected time online in which it was; empty: none was expected yet. */
    public String getShare() {
        return onlineShare;
    }

    /** Returns its changes of state, latest first. */
    public List<Change> getChanges() {
        return changes;
    }

    /** Returns its last documents, latest first. */
    public List<Receipt> getReceipts() {
        return receipts;
    }

    /** Returns its figures: today, and the open period. */
    public List<FiguresTable.Line> getFigures() {
        return figures;
    }

    /** Returns the heading of the open period's figures. */
    public String getOpenPeriod() {
        return openPeriod == null
                ? labels.text("sums.noperiod")
                : labels.text("sums.period", labels.number(openPeriod));
    }

    /** Returns the periods it closed last, latest first. */
    public List<PeriodEnd> getClosed() {
        return closed;
    }

    /** Returns a period's name. */
    public String period(PeriodEnd closed) {
        return labels.text("sums.period", labels.number(closed.number()));
    }

    /** Says how many of today's documents are counted by their time of arrival; empty: none. */
    public String getCountedOnArrival() {
        return today.countedOnArrival() == 0
                ? ""
                : labels.text("sums.came", today.countedOnArrival(), labels.number(today.countedOnArrival()));
    }

    /** Says that projections of older documents are being rebuilt, with the share done; empty: no rebuild. */
    public String getRebuilding() {
        return rebuilt.isEmpty() ? "" : labels.text("sums.renewing", labels.percent(rebuilt.getAsDouble()));
    }

    /** Returns a document's flags as text. */
    public List<String> remarks(Receipt receipt) {
        return flags.getOrDefault(receipt.entryId(), Set.of()).stream()
                .map(flag -> labels.text("flag." + flag))
                .toList();
    }

    /** Returns a document's total with its currency; the store's when the document names none. */
    public String total(Receipt receipt) {
        return labels.money(receipt.total(), receipt.currency() == null ? store.currency() : receipt.currency());
    }

    /** Returns its closed periods that lack documents, latest first. */
    public List<IncompletePeriodView> getIncompletePeriods() {
        return incompletePeriods;
    }

    /** Returns what is inconsistent in its closures, as text. */
    public List<String> getAnomalies() {
        return anomalies;
    }

    private String anomaly(ClosureAnomaly anomaly) {
        String number = labels.number(anomaly.closureNumber());
        return switch (anomaly.kind()) {
            case NO_OPENING -> labels.text("till.odd.opening", number);
            case OVERLAP -> labels.text("till.odd.overlap", number, labels.number(anomaly.other()));
            case NUMBER_TWICE -> labels.text("till.odd.twice", number);
        };
    }

    /** Returns the receipts of its open period that have not arrived yet, as text. */
    public List<String> getOpenGaps() {
        return openGaps;
    }

    private String gap(Gap gap) {
        return labels.text(
                gap.fromNumber() == gap.toNumber() ? "till.gap.one" : "till.gap",
                labels.number(gap.closureNumber()),
                labels.number(gap.fromNumber()),
                labels.number(gap.toNumber()));
    }

    /** Returns what was requested of it, latest first. */
    public List<Asked> getRequests() {
        return details.requests();
    }

    /** Returns the receipts of a request to send again, as text. */
    public String receiptsOf(Asked request) {
        return gap(new Gap(request.closureNumber(), request.fromNumber(), request.toNumber()));
    }

    /** Returns who made a request, as text. */
    public String requestedBy(Asked request) {
        return labels.text("till.asked", request.askedBy());
    }
}
