package pro.saleflex.office.portal.board;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.gate.GateLabels;
import pro.saleflex.office.portal.gate.LinkView;
import pro.saleflex.office.portal.live.LiveArchive;
import pro.saleflex.office.portal.live.LiveGate;
import pro.saleflex.office.portal.live.LiveTile;
import pro.saleflex.office.portal.live.LiveTile.Concern;
import pro.saleflex.office.portal.live.LiveTiles;
import pro.saleflex.office.portal.live.LiveTiles.Snapshot;
import pro.saleflex.office.status.TerminalState;
import pro.saleflex.office.status.Tile;
import pro.saleflex.office.terminal.StoreRef;

/**
 * The board, {@code index.xhtml}: its address takes {@code show} (a state, or {@code problems}) and {@code find} (part
 * of the name or code of a terminal, its store or its cashier). A live refresh sends {@code since}, the version of the
 * tiles the page has, and {@code order}, the checksum of their order, and gets only the tiles that changed and the
 * order if it differs.
 */
@Named
@RequestScoped
public class BoardPage {
    static final String PROBLEMS = "problems";

    private static final int ALERTS_SHOWN = 4;

    @Inject
    LiveTiles live;

    @Inject
    LiveGate gate;

    @Inject
    LiveArchive archive;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private String show = "";
    private String find = "";

    private Model model;

    @PostConstruct
    void read() {
        Map<String, String> parameters = parameters();
        String chosen = parameters.getOrDefault("show", "");
        boolean known = chosen.equals(PROBLEMS)
                || Arrays.stream(TerminalState.values())
                        .anyMatch(state -> state.name().equals(chosen));
        show = known ? chosen : "";
        find = parameters.getOrDefault("find", "").strip();
    }

    private static Map<String, String> parameters() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    }

    /** Returns the chosen filter; empty: all terminals except those never seen. */
    public String getShow() {
        return show;
    }

    /** Returns the text to find; empty: none. */
    public String getFind() {
        return find;
    }

    /** Returns the terminals that match the filters, worst first. */
    public List<TileView> getTiles() {
        return model().chosen.stream().map(model().labels::tile).toList();
    }

    /**
     * Returns those of them that changed since the version the page has; all if that version is from before a restart.
     */
    public List<TileView> getNews() {
        return model().chosen.stream()
                .filter(live -> live.version() > since())
                .map(model().labels::tile)
                .toList();
    }

    /**
     * Returns the ids of all terminals on the page, in order, so that it drops all others; empty: as the page has it.
     */
    public String getOrder() {
        return getOrderSign().equals(parameters().get("order")) ? "" : model().order;
    }

    /** Returns a checksum of the order. */
    public String getOrderSign() {
        return Integer.toHexString(model().order.hashCode());
    }

    private long since() {
        String since = parameters().getOrDefault("since", "");
        if (!since.matches("\\d{1,18}")) {
            return 0;
        }
        long version = Long.parseLong(since);
        Snapshot snapshot = model().snapshot;
        return version < snapshot.firstVersion() || version > snapshot.version() ? 0 : version;
    }

    /** Returns the version of the tiles that this request renders. */
    public long getVersion() {
        return model().snapshot.version();
    }

    /** Returns the server's clock, in milliseconds since the epoch. */
    public long getNow() {
        return model().now.toEpochMilli();
    }

    /**
     * Returns what the page listens for: the ids of its stores, the GATE link, and the number of documents in one place
     * only. It ignores messages about anything else.
     */
    public String getStores() {
        return model().stores.stream().map(store -> store.id() + " ").collect(Collectors.joining()) + LiveGate.LINK
                + " " + LiveArchive.METER;
    }

    /** Returns how many documents are in one place only, as text; empty: none, or not for long. */
    public String getSingle() {
        long documents = model().single;
        return documents == 0
                ? ""
                : model().labels.text("board.single", documents, model().labels.number(documents));
    }

    /** Returns the GATE link, and how much waits for it. */
    public LinkView getLink() {
        return model().link;
    }

    /** Returns the filters with their counts; those that would show nothing are left out. */
    public List<Filter> getFilters() {
        Map<String, Long> counts = new LinkedHashMap<>();
        long seen = model().visible.stream()
                .filter(live -> live.tile().state() != TerminalState.NEVER_SEEN)
                .count();
        counts.put("", seen == 0 ? model().visible.size() : seen);
        counts.put(PROBLEMS, getProblems());
        for (TerminalState state : TerminalState.values()) {
            counts.put(
                    state.name(),
                    model().visible.stream()
                            .filter(live -> live.tile().state() == state)
                            .count());
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0
                        || entry.getKey().equals(show)
                        || entry.getKey().isEmpty()
                        || entry.getKey().equals(PROBLEMS))
                .map(entry -> new Filter(
                        entry.getKey(), entry.getValue(), entry.getKey().equals(show)))
                .toList();
    }

    /** Returns how many terminals need attention. */
    public long getProblems() {
        return model().visible.stream().filter(this::needsAttention).count();
    }

    private boolean needsAttention(LiveTile tile) {
        return tile.concern(model().now).compareTo(Concern.WARNING) <= 0;
    }

    /** Returns the same as text, for screen readers. */
    public String getSaid() {
        return model().labels.text("board.problems") + ": " + model().labels.number(getProblems());
    }

    /** Formats a number as the viewer writes it. */
    public String number(long number) {
        return model().labels.number(number);
    }

    /** Returns a filter's name as text. */
    public String word(Filter filter) {
        return model().labels
                .text(
                        switch (filter.name()) {
                            case "" -> "board.tills";
                            case PROBLEMS -> "board.problems";
                            default -> "state." + filter.name();
                        });
    }

    /** Returns the board's address with another filter. */
    public String address(Filter filter) {
        StringBuilder address = new StringBuilder(
                FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath());
        address.append("/?show=").append(filter.name());
        if (!find.isEmpty()) {
            address.append("&find=").append(URLEncoder.encode(find, StandardCharsets.UTF_8));
        }
        if (currentUser.isPerson() && currentUser.isWall()) {
            address.append("&wall=true");
        }
        return address.toString();
    }

    /** Whether the stores shown have no terminals. */
    public boolean isWithoutTerminals() {
        return model().visible.isEmpty();
    }

    /** Whether there are terminals, but none that match the filters. */
    public boolean isNoneChosen() {
        return !isWithoutTerminals() && model().chosen.isEmpty();
    }

    /**
     * Returns the worst open alerts that nobody has acknowledged; without those about one terminal, which its tile
     * shows.
     */
    public List<AlertView> getAlerts() {
        return model().alerts.stream()
                .filter(alert -> alert.terminalId() == null && LiveTile.isLoud(alert, model().now))
                .limit(ALERTS_SHOWN)
                .map(alert -> currentUser.isSeeingAll() ? alert : alert.forSomeStores())
                .toList();
    }

    private Model model() {
        if (model == null) {
            model = new Model();
        }
        return model;
    }

    /**
     * A filter of the board.
     *
     * @param name its value in the address
     * @param number how many terminals match it
     * @param chosen whether it is the current one
     */
    public record Filter(String name, long number, boolean chosen) {}

    /** All that this request reads, of one moment. */
    private final class Model {
        final Snapshot snapshot = live.snapshot();
        final Instant now = clock.instant();
        final List<StoreRef> stores = currentUser.getShownStores();
        final TileLabels labels = new TileLabels(currentUser, now);
        final long single = archive.singleCopies();
        final LinkView link = new GateLabels(currentUser, now).link(gate.now());
        final List<LiveTile> visible;
        final List<LiveTile> chosen;
        final List<AlertView> alerts;
        final String order;

        Model() {
            Set<UUID> ids = stores.stream().map(StoreRef::id).collect(Collectors.toSet());
            visible = new ArrayList<>(snapshot.tiles().values().stream()
                    .filter(live -> ids.contains(live.tile().store().id()))
                    .toList());
            alerts = snapshot.alerts().stream()
                    .filter(alert -> alert.storeId() == null || ids.contains(alert.storeId()))
                    .toList();
            boolean anySeen = visible.stream().anyMatch(live -> live.tile().state() != TerminalState.NEVER_SEEN);
            chosen = visible.stream()
                    .filter(live -> shows(live, anySeen) && finds(live))
                    .sorted(Comparator.comparing((LiveTile live) -> live.concern(now))
                            .thenComparing(live -> live.tile().store().officeCode())
                            .thenComparing(live -> live.tile().store().storeCode())
                            .thenComparing(live -> live.tile().number()))
                    .toList();
            order = chosen.stream()
                    .map(live -> live.tile().terminalId().toString())
                    .collect(Collectors.joining(" "));
        }

        private boolean shows(LiveTile live, boolean anySeen) {
            return switch (show) {
                case "" -> !find.isEmpty() || !anySeen || live.tile().state() != TerminalState.NEVER_SEEN;
                case PROBLEMS -> live.concern(now).compareTo(Concern.WARNING) <= 0;
                default -> live.tile().state().name().equals(show);
            };
        }

        private boolean finds(LiveTile live) {
            Tile tile = live.tile();
            String sought = plain(find);
            return sought.isEmpty()
                    || Stream.of(
                                    tile.code(),
                                    tile.name(),
                                    tile.store().name(),
                                    tile.store().storeCode(),
                                    tile.reported().cashier())
                            .anyMatch(text -> text != null && plain(text).contains(sought));
        }

        /** Converts to upper case, with both Turkish letters i as I: a code may be typed in any language. */
        private static String plain(String text) {
            return text.toUpperCase(Locale.ROOT).replace('İ', 'I').replace('ı', 'I');
        }
    }
}
