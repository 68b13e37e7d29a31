package pro.saleflex.office.portal.gate;

import pro.saleflex.office.portal.live.LiveGate;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.journal.UnmaskedCardNumbers;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.gate.GateLabels.Figure;
import pro.saleflex.office.portal.live.LiveGate.Whole;
import pro.saleflex.office.terminal.StoreRef;

/**
 * The page GATE: {@code gate.xhtml}, with {@code show} (a filter of the tills) and {@code page} in its address. Link and
 * figures are those of this server as a whole, tills those of the stores that are shown.
 */
@Named
@RequestScoped
public class GatePage {
    /** What may be said about the last click, in the address; see {@link ParkedPage}. */
    private static final Set<String> DONE =
            Set.of("gate.retried", "gate.retried.all", "gate.asked", "gate.discarded", "gate.undone", "notice.done");

    private static final Set<String> REFUSED =
            Set.of("gate.denied", "gate.gone", "gate.noreason", "gate.own", "notice.gone");

    private static final Map<String, Predicate<TerminalRow>> FILTERS = Map.of(
            "", row -> true,
            "waiting", row -> row.lane().waiting() > 0,
            "parked", row -> row.lane().parked() > 0);

    private static final int PAST_SHOWN = 5;
    private static final int ROWS = 50;

    @Inject
    LiveGate live;

    @Inject
    UnmaskedCardNumbers clear;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private String show;
    private int page;
    private Looked looked;
    private String inClear;

    @PostConstruct
    void read() {
        Map<String, String> asked =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        show = FILTERS.containsKey(asked.getOrDefault("show", "")) ? asked.getOrDefault("show", "") : "";
        String number = asked.getOrDefault("page", "");
        page = number.matches("[1-9]\\d{0,3}") ? Integer.parseInt(number) : 1;
    }

    /** Says what became of the last click. */
    public void open() {
        FacesContext faces = FacesContext.getCurrentInstance();
        String done = faces.getExternalContext().getRequestParameterMap().getOrDefault("done", "");
        if (!faces.isPostback() && (DONE.contains(done) || REFUSED.contains(done))) {
            Texts.tell(DONE.contains(done) ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR, done);
        }
    }

    /** The chosen filter; empty: all tills that handed over something. */
    public String getShow() {
        return show;
    }

    /** The link now. */
    public LinkView getLink() {
        return looked().words.link(looked().whole.now());
    }

    /** Is there a link at all? */
    public boolean isConfigured() {
        return looked().whole.now().link().state() != LinkState.NOT_CONFIGURED;
    }

    /** Is it down because a setting is wrong, here or at GATE? */
    public boolean isMisconfigured() {
        return looked().whole.now().misconfigured();
    }

    /** The states of the link before the present one, the latest first. */
    public List<LinkView> getPast() {
        return looked().past.stream().limit(PAST_SHOWN).toList();
    }

    /** Those further back. */
    public List<LinkView> getLongPast() {
        return looked().past.stream().skip(PAST_SHOWN).toList();
    }

    /** The figures of this server as a whole. */
    public List<Figure> getFigures() {
        return looked().words.figures(looked().whole);
    }

    /** The last 24 hours. */
    public LagChart getChart() {
        return looked().chart();
    }

    /** The tills that the filter lets through and that are on this page, the worst first. */
    public List<TerminalRow> getTills() {
        return looked().chosen.stream().skip((page - 1L) * ROWS).limit(ROWS).toList();
    }

    /** Which of them are on this page, in words. */
    public String getRange() {
        long first = (page - 1L) * ROWS + 1;
        GateLabels words = looked().words;
        return words.text(
                "alerts.range",
                words.number(first),
                words.number(first + getTills().size() - 1),
                words.number(looked().chosen.size()));
    }

    /** Is there a page before? */
    public boolean isEarlier() {
        return page > 1;
    }

    /** Is there a page behind? */
    public boolean isLater() {
        return (long) page * ROWS < looked().chosen.size();
    }

    /** The address of a page so many further on. */
    public String address(int step) {
        return "?show=" + show + "&page=" + (page + step) + "#tills";
    }

    /** The filters with their numbers. */
    public List<Filter> getFilters() {
        return Stream.of("", "waiting", "parked")
                .map(name -> new Filter(
                        name,
                        looked().words
                                .number(looked().rows.stream()
                                        .filter(FILTERS.get(name))
                                        .count()),
                        name.equals(show)))
                .toList();
    }

    /** Did no till of these stores hand over anything yet? */
    public boolean isWithoutTills() {
        return looked().rows.isEmpty();
    }

    /** How many documents hold card numbers in clear, as the viewer writes it; empty: none, or for no other eyes. */
    public String getInClear() {
        if (inClear == null) {
            long entries = currentUser.isAdmin() ? clear.count().entries() : 0;
            inClear = entries == 0 ? "" : looked().words.number(entries);
        }
        return inClear;
    }

    /** Are there several stores to tell apart? */
    public boolean isManyStores() {
        return looked().stores.size() > 1;
    }

    /** Our clock, in milliseconds. */
    public long getNow() {
        return looked().moment.toEpochMilli();
    }

    /** What the page listens to, see live.js. */
    public String getListens() {
        return LiveGate.PAGE;
    }

    private Looked looked() {
        if (looked == null) {
            looked = new Looked();
        }
        return looked;
    }

    /**
     * A filter of the tills.
     *
     * @param name its value in the address
     * @param number how many tills it lets through
     * @param chosen it is in use
     */
    public record Filter(String name, String number, boolean chosen) {}

    /** What this request sees; all of one moment. */
    private final class Looked {
        final Whole whole = live.whole();
        final Instant moment = clock.instant();
        final GateLabels words = new GateLabels(currentUser, moment);
        final Set<UUID> stores =
                currentUser.getShownStores().stream().map(StoreRef::id).collect(Collectors.toSet());
        final List<LinkView> past = words.past(whole.history());
        final List<TerminalRow> rows;
        final List<TerminalRow> chosen;
        private LagChart chart;

        Looked() {
            LinkState link = whole.now().link().state();
            rows = whole.lanes().stream()
                    .filter(lane -> stores.contains(
                            whole.tills().get(lane.terminalId()).store().id()))
                    .map(lane -> words.till(whole.tills().get(lane.terminalId()), lane, link))
                    .sorted(TerminalRow.WORST_FIRST)
                    .toList();
            chosen = rows.stream().filter(FILTERS.get(show)).toList();
        }

        LagChart chart() {
            if (chart == null) {
                chart = new LagChart(whole, words, moment, currentUser);
            }
            return chart;
        }
    }
}
