package pro.saleflex.office.portal.board;

import pro.saleflex.office.portal.live.LiveTile;
import pro.saleflex.office.portal.live.LiveTiles;
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
import pro.saleflex.office.portal.live.LiveTile.Concern;
import pro.saleflex.office.portal.live.LiveTiles.Snapshot;
import pro.saleflex.office.portal.gate.GateLabels;
import pro.saleflex.office.portal.gate.LinkView;
import pro.saleflex.office.portal.live.LiveGate;
import pro.saleflex.office.status.TerminalState;
import pro.saleflex.office.status.Tile;
import pro.saleflex.office.terminal.StoreRef;

/**
 * The board: {@code index.xhtml}, with {@code show} (a state, or {@code problems}) and {@code find} (words of
 * the till or its cashier) in its address. A page that is open asks with {@code since} for what changed behind the version
 * it has, and with {@code order} whether the tills still follow each other as it has them.
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
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private String show = "";
    private String find = "";

    private Looked looked;

    @PostConstruct
    void read() {
        Map<String, String> asked = parameters();
        String chosen = asked.getOrDefault("show", "");
        boolean known = chosen.equals(PROBLEMS)
                || Arrays.stream(TerminalState.values())
                        .anyMatch(state -> state.name().equals(chosen));
        show = known ? chosen : "";
        find = asked.getOrDefault("find", "").strip();
    }

    private static Map<String, String> parameters() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    }

    /** The chosen filter; empty: all but tills that never called. */
    public String getShow() {
        return show;
    }

    /** The words to find; empty: none. */
    public String getFind() {
        return find;
    }

    /** The tills that the filters let through, the worst first. */
    public List<TileView> getTiles() {
        return looked().chosen.stream().map(looked().words::tile).toList();
    }

    /** Those of them that are news to the page; all of them if what it has is from before a restart. */
    public List<TileView> getNews() {
        return looked().chosen.stream()
                .filter(live -> live.version() > since())
                .map(looked().words::tile)
                .toList();
    }

    /** All tills that belong on the page, in their order, by which it drops the others; empty: as the page has it. */
    public String getOrder() {
        return getOrderSign().equals(parameters().get("order")) ? "" : looked().order;
    }

    /** Tells one order from another. */
    public String getOrderSign() {
        return Integer.toHexString(looked().order.hashCode());
    }

    private long since() {
        String since = parameters().getOrDefault("since", "");
        if (!since.matches("\\d{1,18}")) {
            return 0;
        }
        long version = Long.parseLong(since);
        Snapshot snapshot = looked().snapshot;
        return version < snapshot.begin() || version > snapshot.version() ? 0 : version;
    }

    /** The version that the page has then. */
    public long getVersion() {
        return looked().snapshot.version();
    }

    /** Our clock, in milliseconds. */
    public long getNow() {
        return looked().now.toEpochMilli();
    }

    /** The ids of the stores that are shown: a message about others is none for this page. One about GATE always is. */
    public String getStores() {
        return looked().stores.stream().map(store -> store.id() + " ").collect(Collectors.joining()) + LiveGate.LINK;
    }

    /** The link to GATE, and how much waits for it. */
    public LinkView getLink() {
        return looked().link;
    }

    /** The filters with their numbers: those that would show nothing are left out. */
    public List<Filter> getFilters() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        long seen = looked().visible.stream()
                .filter(live -> live.tile().state() != TerminalState.NEVER_SEEN)
                .count();
        numbers.put("", seen == 0 ? looked().visible.size() : seen);
        numbers.put(PROBLEMS, getProblems());
        for (TerminalState state : TerminalState.values()) {
            numbers.put(
                    state.name(),
                    looked().visible.stream()
                            .filter(live -> live.tile().state() == state)
                            .count());
        }
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() > 0
                        || entry.getKey().equals(show)
                        || entry.getKey().isEmpty()
                        || entry.getKey().equals(PROBLEMS))
                .map(entry -> new Filter(
                        entry.getKey(), entry.getValue(), entry.getKey().equals(show)))
                .toList();
    }

    /** How many tills want to be looked at. */
    public long getProblems() {
        return looked().visible.stream().filter(this::isProblem).count();
    }

    private boolean isProblem(LiveTile tile) {
        return tile.concern(looked().now).compareTo(Concern.WARNING) <= 0;
    }

    /** The same in words, for whoever hears the page. */
    public String getSaid() {
        return looked().words.text("board.problems") + ": " + looked().words.number(getProblems());
    }

    /** A number as the viewer writes it. */
    public String number(long number) {
        return looked().words.number(number);
    }

    /** A filter in words. */
    public String word(Filter filter) {
        return looked().words
                .text(
                        switch (filter.name()) {
                            case "" -> "board.tills";
                            case PROBLEMS -> "board.problems";
                            default -> "state." + filter.name();
                        });
    }

    /** The board's address with this filter instead of the chosen one. */
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

    /** Is there any till in the stores that are shown? */
    public boolean isWithoutTills() {
        return looked().visible.isEmpty();
    }

    /** Are there tills, but the filters let none through? */
    public boolean isNoneChosen() {
        return !isWithoutTills() && looked().chosen.isEmpty();
    }

    /** The worst standing alerts that nobody has seen yet and that are not about one till, which its tile shows. */
    public List<AlertView> getAlerts() {
        return looked().alerts.stream()
                .filter(alert -> alert.terminalId() == null && LiveTile.isLoud(alert, looked().now))
                .limit(ALERTS_SHOWN)
                .map(alert -> currentUser.isSeeingAll() ? alert : alert.forSomeStores())
                .toList();
    }

    private Looked looked() {
        if (looked == null) {
            looked = new Looked();
        }
        return looked;
    }

    /**
     * A filter of the board.
     *
     * @param name its value in the address
     * @param number how many tills it lets through
     * @param chosen it is in use
     */
    public record Filter(String name, long number, boolean chosen) {}

    /** What this request sees; all of one moment. */
    private final class Looked {
        final Snapshot snapshot = live.look();
        final Instant now = clock.instant();
        final List<StoreRef> stores = currentUser.getShownStores();
        final TileLabels words = new TileLabels(currentUser, now);
        final LinkView link = new GateLabels(currentUser, now).link(gate.now());
        final List<LiveTile> visible;
        final List<LiveTile> chosen;
        final List<AlertView> alerts;
        final String order;

        Looked() {
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
            String wanted = plain(find);
            return wanted.isEmpty()
                    || Stream.of(
                                    tile.code(),
                                    tile.name(),
                                    tile.store().name(),
                                    tile.store().storeCode(),
                                    tile.reported().cashier())
                            .anyMatch(text -> text != null && plain(text).contains(wanted));
        }

        /** Capitals, with one letter for all that are an i somewhere: Turkish has two, and a code may be typed in any. */
        private static String plain(String text) {
            return text.toUpperCase(Locale.ROOT).replace('İ', 'I').replace('ı', 'I');
        }
    }
}
