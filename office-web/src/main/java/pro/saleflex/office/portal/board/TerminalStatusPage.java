package pro.saleflex.office.portal.board;

import pro.saleflex.office.portal.live.LiveTile;
import pro.saleflex.office.portal.live.LiveTiles;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.closure.ClosureReader.Closed;
import pro.saleflex.office.closure.Gap;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.ClosureAnomaly;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.portal.PageNotFound;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.sales.SalesReader.Receipt;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.StatusBoard.Change;
import pro.saleflex.office.status.TerminalState;
import pro.saleflex.office.status.Tile;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.status.TerminalRequests.Asked;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.Terminals;

/** One till in full, and what can be asked of it: {@code till.xhtml?id=...}, for those who see its store. */
@Named
@RequestScoped
public class TerminalStatusPage {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Duration HISTORY = Duration.ofDays(7);
    private static final int CHANGES_SHOWN = 30;
    private static final int RECEIPTS_SHOWN = 20;
    private static final int ODDITIES_SHOWN = 20;
    private static final int CLOSED_SHOWN = 10;
    private static final Set<String> DONE = Set.of("till.done", "till.blocked", "till.unblocked", "till.explained");

    @Inject
    LiveTiles live;

    @Inject
    StatusBoard board;

    @Inject
    SalesReader sales;

    @Inject
    ClosureReader closures;

    @Inject
    ProjectionRebuild renewal;

    @Inject
    PeriodChecks periods;

    @Inject
    Journal journal;

    @Inject
    TerminalRequests requests;

    @Inject
    Terminals terminals;

    @Inject
    AuditTrail audit;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private UUID id;
    private StatusBoard.Details details;
    private Till now;
    private List<IncompletePeriod> lacking;
    private List<IncompletePeriod> unexplained;
    private String reason = "";
    private Long period;
    private Long first;
    private Long last;

    @PostConstruct
    void read() {
        id = CurrentUser.id(FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestParameterMap()
                        .get("id"))
                .orElse(null); // open() answers that there is no such till
    }

    /** Answers 404 when there is no such till in the stores that the visitor sees; says what was just done. */
    public void open() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        String done = faces.getExternalContext().getRequestParameterMap().getOrDefault("done", "");
        if (DONE.contains(done) && !faces.isPostback()) {
            Texts.tell(FacesMessage.SEVERITY_INFO, done);
        }
        details = find().orElse(null);
        if (details == null) {
            PageNotFound.answer();
        }
    }

    private Optional<StatusBoard.Details> find() {
        return Optional.ofNullable(id).flatMap(board::details).filter(details -> currentUser.getStores()
                .contains(details.tile().store()));
    }

    /** The till as it is now. */
    public Till getNow() {
        if (now == null) {
            now = new Till(found());
        }
        return now;
    }

    private StatusBoard.Details found() {
        if (details == null) {
            details = find().orElseThrow(PageNotFound::new);
        }
        return details;
    }

    /** Its code in the store. */
    public String getCode() {
        return found().tile().code();
    }

    /** Is it blocked? */
    public boolean isBlocked() {
        return found().tile().blocked();
    }

    /** Does it call by itself? One that does not gets what it is asked who knows when, so it is not asked. */
    public boolean isAskable() {
        return found().tile().lastHeartbeat() != null && found().tile().state() != TerminalState.ON_DEMAND;
    }

    /** Asks the till to hand over receipts again. */
    public String resend() {
        if (period == null || first == null || last == null || period < 1 || first < 1 || last < first) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.RESEND.wrong");
            return null;
        }
        return act("till.done", () -> requests.resend(id, period, first, last, currentUser.getName()));
    }

    /** Asks the till to pull its master data again. */
    public String refresh() {
        return act("till.done", () -> requests.refresh(id, currentUser.getName()));
    }

    /** Is there something to explain? Also when there was, as the page that was sent shows it. */
    public boolean isExplaining() {
        return FacesContext.getCurrentInstance().isPostback()
                || !getUnexplained().isEmpty();
    }

    /** Its closed periods that lack documents, nobody knows why. */
    public List<IncompletePeriod> getUnexplained() {
        if (unexplained == null) {
            unexplained =
                    lacking().stream().filter(period -> !period.explained()).toList();
        }
        return unexplained;
    }

    /** Asked once: the form and the list below it show the same periods. */
    private List<IncompletePeriod> lacking() {
        if (lacking == null) {
            lacking = periods.incomplete(id);
        }
        return lacking;
    }

    /** A period with how much it lacks, as it is chosen. */
    public String choice(IncompletePeriod period) {
        TileLabels words = new TileLabels(currentUser, clock.instant());
        return words.number(period.closureNumber()) + " ("
                + words.text("till.explain.lacks", words.number(period.missing())) + ")";
    }

    /** Notes why a period lacks as many documents as the page showed, whatever came or is missing since. */
    public String explain() {
        String[] asked = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("lack", "")
                .split(":", -1);
        Optional<String> said = PeriodChecks.reason(reason);
        if (asked.length != 2
                || !WHOLE.matcher(asked[0]).matches()
                || !WHOLE.matcher(asked[1]).matches()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.explain.gone");
            return null;
        }
        if (said.isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.explain.noreason");
            return null;
        }
        boolean[] done = new boolean[1];
        String next = act(
                "till.explained",
                () -> done[0] = periods.explain(
                                id, Long.parseLong(asked[0]), Long.parseLong(asked[1]), said.get(), currentUser.getName())
                        .isPresent());
        if (next != null && !done[0]) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.explain.gone");
            return null;
        }
        return next;
    }

    /** Why a period lacks documents. */
    public String getReason() {
        return reason;
    }

    /** Why a period lacks documents. */
    public void setReason(String reason) {
        this.reason = reason;
    }

    /** The most characters of a reason. */
    public int getLongestReason() {
        return PeriodChecks.LONGEST_REASON;
    }

    /** Blocks the till, or lets it pull master data again: as the button said, whatever became of the till meanwhile. */
    public String block() {
        boolean blocked = Boolean.parseBoolean(FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("block"));
        return act(blocked ? "till.blocked" : "till.unblocked", () -> {
            terminals.changeTerminal(id, TerminalChange.block(blocked));
            audit.add(currentUser.getName(), "terminal.change", "terminal " + id, "blocked " + blocked);
        });
    }

    /** Who acts is looked at again: the page may have been open since before the visitor's role or stores changed. */
    private String act(String done, Runnable action) {
        if (!currentUser.isActing() || find().isEmpty()) {
            Texts.tell(FacesMessage.SEVERITY_ERROR, "till.denied");
            return null;
        }
        action.run();
        // In the address, not in the flash: the page's own call that is under way would take the message from there.
        return "/till.xhtml?faces-redirect=true&id=" + id + "&done=" + done;
    }

    /** Which till. */
    public UUID getId() {
        return id;
    }

    /** The period whose receipts are asked for. */
    public Long getPeriod() {
        return period;
    }

    /** The period whose receipts are asked for. */
    public void setPeriod(Long period) {
        this.period = period;
    }

    /** The first receipt that is asked for. */
    public Long getFirst() {
        return first;
    }

    /** The first receipt that is asked for. */
    public void setFirst(Long first) {
        this.first = first;
    }

    /** The last receipt that is asked for. */
    public Long getLast() {
        return last;
    }

    /** The last receipt that is asked for. */
    public void setLast(Long last) {
        this.last = last;
    }

    /** A till in the visitor's words, of one moment. */
    public final class Till {
        private final StatusBoard.Details details;
        private final Instant moment = clock.instant();
        private final TileLabels words = new TileLabels(currentUser, moment);
        // Read once: the page asks for each of these several times while it is drawn.
        private final List<AlertView> alerts;
        private final List<Change> changes;
        private final List<Receipt> receipts;
        private final Map<Long, Set<Flag>> flags;
        private final List<IncompletePeriodView> lacks;
        private final List<String> holes;
        private final List<String> oddities;
        private final String share;
        private final TileView view;
        private final TerminalFigures figures;
        private final Long openPeriod;
        private final OptionalDouble renewing = renewal.progress();
        private final List<FiguresTable.Line> sums;
        private final List<Closed> closed;

        Till(StatusBoard.Details details) {
            this.details = details;
            this.alerts = live.look().alerts().stream()
                    .filter(alert -> alert.terminalIds().contains(id))
                    .toList();
            this.view = words.tile(new LiveTile(details.tile(), alerts, 0));
            this.changes = readChanges();
            this.receipts = sales.receipts(id, RECEIPTS_SHOWN);
            this.flags = journal.flags(receipts.stream().map(Receipt::entryId).toList());
            this.lacks = lacking().stream()
                    .map(period -> IncompletePeriodView.of(period, words, moment, details.tile().store()))
                    .toList();
            this.holes = periods.openPeriodGaps(id).stream().map(this::gap).toList();
            this.oddities = readOddities();
            this.share = readShare();
            StoreRef store = details.tile().store();
            this.figures = sales.figuresOfDay(id, store.businessDay(moment));
            this.openPeriod = readOpenPeriod();
            this.sums = FiguresTable.open(
                    words, store.currency(), figures, openPeriod == null ? null : sales.figuresOfPeriod(id, openPeriod));
            this.closed = closures.latest(id, CLOSED_SHOWN);
        }

        /** The latest that it has not closed; null: it has closed all. */
        private Long readOpenPeriod() {
            List<Long> latest = sales.latestPeriods(id);
            Set<Long> closed = closures.closingEntryNumbers(id, latest).keySet();
            return latest.stream()
                    .filter(number -> !closed.contains(number))
                    .findFirst()
                    .orElse(null);
        }

        private List<String> readOddities() {
            List<ClosureAnomaly> found = new ArrayList<>(periods.anomalies(id));
            Collections.reverse(found);
            return found.stream().limit(ODDITIES_SHOWN).map(this::oddity).toList();
        }

        private List<Change> readChanges() {
            List<Change> changes = new ArrayList<>(board.history(id, moment.minus(HISTORY), moment));
            Collections.reverse(changes);
            return changes.stream().limit(CHANGES_SHOWN).toList();
        }

        private String readShare() {
            LocalDate today = details.tile().store().businessDay(moment);
            return board.uptime(id, today)
                    .flatMap(StatusBoard.Uptime::share)
                    .map(words::percent)
                    .orElse("");
        }

        /** As its tile shows it. */
        public TileView getView() {
            return view;
        }

        /** How it is doing. */
        public Tile getTile() {
            return details.tile();
        }

        /** Its standing alerts, the worst first. */
        public List<AlertView> getAlerts() {
            return alerts;
        }

        /** Our clock, in milliseconds. */
        public long getMillis() {
            return moment.toEpochMilli();
        }

        /** A moment in the time of its store. */
        public String time(Instant moment) {
            return words.time(moment, details.tile().store());
        }

        /** Since when it is in its state. */
        public String getSince() {
            return time(details.tile().stateSince());
        }

        /** How often it calls; empty: nobody said. */
        public String getInterval() {
            Integer seconds = details.tile().intervalSeconds();
            return seconds == null ? "" : words.duration(Duration.ofSeconds(seconds));
        }

        /** How long its program has been running; empty: it did not say. */
        public String getUptime() {
            Long seconds = details.tile().reported().uptimeSeconds();
            return seconds == null ? "" : words.duration(Duration.ofSeconds(seconds));
        }

        /** Megabytes with their unit; empty for null. */
        public String megabytes(Long megabytes) {
            return megabytes == null ? "" : words.number(megabytes) + " " + words.text("unit.megabyte");
        }

        /** How wrong its clock is; empty: it did not say. */
        public String getClock() {
            Long millis = details.tile().reported().clockSkewMillis();
            if (millis == null) {
                return "";
            }
            return Math.abs(millis) < 1000 ? words.text("till.clock.right") : words.skew(millis);
        }

        /** Of what it said more than is kept; empty: of nothing. */
        public String getShortened() {
            List<String> members = details.tile().reported().shortened();
            return members.isEmpty() ? "" : words.text("till.shortened", String.join(", ", members));
        }

        /** Documents that wait on it, and for how long; empty: it did not say. */
        public String getWaiting() {
            return words.waiting(details.tile());
        }

        /** The share of today in which it called as it should; empty: it should not have. */
        public String getShare() {
            return share;
        }

        /** Its changes of state, the latest first. */
        public List<Change> getChanges() {
            return changes;
        }

        /** Its last documents, the latest first. */
        public List<Receipt> getReceipts() {
            return receipts;
        }

        /** Its figures. */
        public List<FiguresTable.Line> getSums() {
            return sums;
        }

        /** The heading of its open period's figures. */
        public String getOpenPeriod() {
            return openPeriod == null
                    ? words.text("sums.noperiod")
                    : words.text("sums.period", words.number(openPeriod));
        }

        /** The periods that it closed last, the latest first. */
        public List<Closed> getClosed() {
            return closed;
        }

        /** The name of a period. */
        public String period(Closed closed) {
            return words.text("sums.period", words.number(closed.number()));
        }

        /** That some of today's documents count when they came; empty: none does. */
        public String getCame() {
            return figures.countedOnArrival() == 0
                    ? ""
                    : words.text("sums.came", figures.countedOnArrival(), words.number(figures.countedOnArrival()));
        }

        /** That older documents are still being made anew, and how far that is; empty: all is done. */
        public String getRenewing() {
            return renewing.isEmpty() ? "" : words.text("sums.renewing", words.percent(renewing.getAsDouble()));
        }

        /** What is to be said of a document, in words. */
        public List<String> remarks(Receipt receipt) {
            return flags.getOrDefault(receipt.entryId(), Set.of()).stream()
                    .map(flag -> words.text("flag." + flag))
                    .toList();
        }

        /** A document's total, with the currency. */
        public String total(Receipt receipt) {
            return words.money(
                    receipt.total(),
                    receipt.currency() == null ? details.tile().store().currency() : receipt.currency());
        }

        /** Its closed periods that lack documents, the latest first. */
        public List<IncompletePeriodView> getLacks() {
            return lacks;
        }

        /** What does not fit together in its closures, in words. */
        public List<String> getOddities() {
            return oddities;
        }

        private String oddity(ClosureAnomaly oddity) {
            String number = words.number(oddity.closureNumber());
            return switch (oddity.kind()) {
                case NO_OPENING -> words.text("till.odd.opening", number);
                case OVERLAP -> words.text("till.odd.overlap", number, words.number(oddity.other()));
                case NUMBER_TWICE -> words.text("till.odd.twice", number);
            };
        }

        /** Receipts of its open period that have not come yet, in words. */
        public List<String> getHoles() {
            return holes;
        }

        private String gap(Gap gap) {
            return Texts.of(
                    currentUser.getLocale(),
                    gap.fromNumber() == gap.toNumber() ? "till.gap.one" : "till.gap",
                    words.number(gap.closureNumber()),
                    words.number(gap.fromNumber()),
                    words.number(gap.toNumber()));
        }

        /** What it was asked for, the latest first. */
        public List<Asked> getRequests() {
            return details.requests();
        }

        /** Which receipts it was asked for, in words. */
        public String receiptsOf(Asked asked) {
            return gap(new Gap(asked.closureNumber(), asked.fromNumber(), asked.toNumber()));
        }

        /** Who asked for something, in words. */
        public String asker(Asked asked) {
            return Texts.of(currentUser.getLocale(), "till.asked", asked.askedBy());
        }
    }
}
