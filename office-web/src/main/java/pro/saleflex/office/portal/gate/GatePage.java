package pro.saleflex.office.portal.gate;

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
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Figure;
import pro.saleflex.office.portal.Texts;
import pro.saleflex.office.portal.live.LiveGate;
import pro.saleflex.office.portal.live.LiveGate.Whole;
import pro.saleflex.office.terminal.StoreRef;

/**
 * The GATE page, {@code gate.xhtml}: its address takes {@code show} (a filter of the terminals) and {@code page}. Link
 * and figures are those of the server as a whole; the terminals are those of the stores shown.
 */
@Named
@RequestScoped
public class GatePage {
    /** The results of an action that may be named in the address; see {@link ParkedPage}. */
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
    UnmaskedCardNumbers unmaskedCardNumbers;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private String show;
    private int page;
    private Model model;
    private String inClear;

    @PostConstruct
    void read() {
        Map<String, String> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        show = FILTERS.containsKey(parameters.getOrDefault("show", "")) ? parameters.getOrDefault("show", "") : "";
        String number = parameters.getOrDefault("page", "");
        page = number.matches("[1-9]\\d{0,3}") ? Integer.parseInt(number) : 1;
    }

    /** Reports the result of the last action. */
    public void open() {
        FacesContext faces = FacesContext.getCurrentInstance();
        String done = faces.getExternalContext().getRequestParameterMap().getOrDefault("done", "");
        if (!faces.isPostback() && (DONE.contains(done) || REFUSED.contains(done))) {
            Texts.tell(DONE.contains(done) ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_ERROR, done);
        }
    }

    /** Returns the chosen filter; empty: all terminals that have handed over anything. */
    public String getShow() {
        return show;
    }

    /** Returns the link now. */
    public LinkView getLink() {
        return model().labels.link(model().whole.now());
    }

    /** Whether a link is configured. */
    public boolean isConfigured() {
        return model().whole.now().link().state() != LinkState.NOT_CONFIGURED;
    }

    /** Whether the link is down because of a wrong setting, here or at GATE. */
    public boolean isMisconfigured() {
        return model().whole.now().misconfigured();
    }

    /** Returns the latest states of the link before the current one, latest first. */
    public List<LinkView> getPast() {
        return model().past.stream().limit(PAST_SHOWN).toList();
    }

    /** Returns the states before those. */
    public List<LinkView> getLongPast() {
        return model().past.stream().skip(PAST_SHOWN).toList();
    }

    /** Returns the figures of the server as a whole. */
    public List<Figure> getFigures() {
        return model().labels.figures(model().whole);
    }

    /** Returns the last 24 hours. */
    public LagChart getChart() {
        return model().chart();
    }

    /** Returns the terminals on this page that match the filter, worst first. */
    public List<TerminalRow> getTerminals() {
        return model().chosen.stream().skip((page - 1L) * ROWS).limit(ROWS).toList();
    }

    /** Returns which of them are on this page, as text. */
    public String getRange() {
        long first = (page - 1L) * ROWS + 1;
        GateLabels labels = model().labels;
        return labels.text(
                "alerts.range",
                labels.number(first),
                labels.number(first + getTerminals().size() - 1),
                labels.number(model().chosen.size()));
    }

    /** Whether there is a page before. */
    public boolean isEarlier() {
        return page > 1;
    }

    /** Whether there is a page after. */
    public boolean isLater() {
        return (long) page * ROWS < model().chosen.size();
    }

    /** Returns the address of the page that many steps further. */
    public String address(int step) {
        return "?show=" + show + "&page=" + (page + step) + "#tills";
    }

    /** Returns the filters with their counts. */
    public List<Filter> getFilters() {
        return Stream.of("", "waiting", "parked")
                .map(name -> new Filter(
                        name,
                        model().labels
                                .number(model().rows.stream()
                                        .filter(FILTERS.get(name))
                                        .count()),
                        name.equals(show)))
                .toList();
    }

    /** Whether no terminal of these stores has handed over anything yet. */
    public boolean isWithoutTerminals() {
        return model().rows.isEmpty();
    }

    /**
     * Returns how many documents contain unmasked card numbers, as text; empty: none, or the viewer is not an
     * administrator.
     */
    public String getInClear() {
        if (inClear == null) {
            long entries = currentUser.isAdmin() ? unmaskedCardNumbers.count().entries() : 0;
            inClear = entries == 0 ? "" : model().labels.number(entries);
        }
        return inClear;
    }

    /** Whether several stores are shown. */
    public boolean isManyStores() {
        return model().stores.size() > 1;
    }

    /** Returns the server's clock, in milliseconds since the epoch. */
    public long getNow() {
        return model().now.toEpochMilli();
    }

    /** Returns the name of the push messages that the page listens for, see live.js. */
    public String getListens() {
        return LiveGate.PAGE;
    }

    private Model model() {
        if (model == null) {
            model = new Model();
        }
        return model;
    }

    /**
     * A filter of the terminals.
     *
     * @param name its value in the address
     * @param number how many terminals match it
     * @param chosen whether it is the current one
     */
    public record Filter(String name, String number, boolean chosen) {}

    /** All that this request reads, of one moment. */
    private final class Model {
        final Whole whole = live.whole();
        final Instant now = clock.instant();
        final GateLabels labels = new GateLabels(currentUser, now);
        final Set<UUID> stores =
                currentUser.getShownStores().stream().map(StoreRef::id).collect(Collectors.toSet());
        final List<LinkView> past = labels.past(whole.history());
        final List<TerminalRow> rows;
        final List<TerminalRow> chosen;
        private LagChart chart;

        Model() {
            LinkState link = whole.now().link().state();
            rows = whole.lanes().stream()
                    .filter(lane -> stores.contains(
                            whole.terminals().get(lane.terminalId()).store().id()))
                    .map(lane -> labels.row(whole.terminals().get(lane.terminalId()), lane, link))
                    .sorted(TerminalRow.WORST_FIRST)
                    .toList();
            chosen = rows.stream().filter(FILTERS.get(show)).toList();
        }

        LagChart chart() {
            if (chart == null) {
                chart = new LagChart(whole, labels, now, currentUser);
            }
            return chart;
        }
    }
}
