package pro.saleflex.office.portal.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Labels;
import pro.saleflex.office.portal.board.TileView.Mark;
import pro.saleflex.office.portal.live.LiveTile;
import pro.saleflex.office.status.Peripheral;
import pro.saleflex.office.status.StatusBoard.Stretch;
import pro.saleflex.office.status.TerminalState;
import pro.saleflex.office.status.Tile;

/** Formats terminals for one viewer: language, numbers, money, and times of the store. One instance per request. */
final class TileLabels extends Labels {
    /** Stands where there is no value. */
    static final String NO_VALUE = "\u2013";

    /** Smaller clock skews are not shown: network delay alone causes them. */
    private static final Duration SKEW_SHOWN = Duration.ofSeconds(30);

    private final Locale language;
    private final Instant now;

    TileLabels(CurrentUser currentUser, Instant now) {
        super(currentUser);
        this.language = currentUser.getLocale();
        this.now = now;
    }

    TileView tile(LiveTile live) {
        Tile tile = live.tile();
        return new TileView(
                tile,
                live.concern(now),
                text("state." + tile.state()),
                time(tile.lastSeen(), tile.store()),
                time(tile.lastSaleAt(), tile.store()),
                takings(tile),
                counts(tile.today()),
                marks(live),
                strip(tile));
    }

    /**
     * Formats the takings in the store's currency, then those in others; amounts of two currencies are never added up.
     */
    private String takings(Tile tile) {
        String own = tile.store().currency();
        return Stream.concat(
                        Stream.of(money(tile.today().takings(own), own)),
                        tile.today().takings().entrySet().stream()
                                .filter(other -> !other.getKey().equals(own))
                                .map(other -> money(other.getValue(), other.getKey())))
                .collect(Collectors.joining(" + "));
    }

    /** Returns the numbers of sales and returns, and of documents that the takings do not include. */
    private String counts(DayFigures today) {
        List<String> counts = new ArrayList<>();
        counts.add(text("board.sales", today.sales(), number(today.sales())));
        addCount(counts, "board.returns", today.returns());
        addCount(counts, "board.withoutamount", today.withoutAmount());
        addCount(counts, "board.unknown", today.unknown());
        return String.join(" · ", counts);
    }

    private void addCount(List<String> counts, String key, long number) {
        if (number > 0) {
            counts.add(text(key, number, number(number)));
        }
    }

    /** Formats a sum like {@link #money}, with the number of documents that it does not include. */
    String sum(Sum sum, String currency) {
        int without = sum.without().size();
        String amount = money(sum.amount(), currency);
        return without == 0 ? amount : amount + " " + text("board.withoutamount", without, number(without));
    }

    /** Returns what is out of the ordinary, worst first. */
    private List<Mark> marks(LiveTile live) {
        Tile tile = live.tile();
        List<Mark> marks = new ArrayList<>();
        for (AlertView alert : live.alerts()) {
            if (LiveTile.isLoud(alert, now) && !isShown(alert.kind(), tile)) {
                String kind = alert.severity() == Severity.CRITICAL ? "bad" : "warning";
                marks.add(new Mark(kind, "alert", alert.words(language).title()));
            }
        }
        for (Peripheral device : tile.reported().peripherals()) {
            boolean failed = device.state().equals("error") && tile.state() != TerminalState.CLOSED;
            if (failed || device.state().equals("warning")) {
                String label = text("device." + device.type()) + ": " + text("device.state." + device.state());
                marks.add(new Mark(failed ? "bad" : "warning", "device", label, device.detail()));
            }
        }
        if (isWaiting(tile)) {
            marks.add(new Mark("warning", "waiting", text("board.waiting") + ": " + waiting(tile)));
        }
        if (tile.gaps() > 0) {
            marks.add(new Mark("bad", "gap", text("board.gaps") + ": " + number(tile.gaps())));
        }
        if (isSkewed(tile)) {
            marks.add(new Mark("warning", "clock", skew(tile.reported().clockSkewMillis())));
        }
        if (tile.blocked() && tile.state() != TerminalState.BLOCKED) {
            marks.add(new Mark("bad", "blocked", text("state.BLOCKED")));
        }
        if (!tile.trustedNetworks().isEmpty()) {
            marks.add(new Mark("warning", "open", text("board.trusted")));
        }
        return marks;
    }

    /** Whether the state or another mark already says this. An alert stays open a while longer than its cause. */
    private static boolean isShown(AlertKind kind, Tile tile) {
        return switch (kind) {
            case SILENT -> tile.state() == TerminalState.SILENT;
            case PERIPHERAL_ERROR ->
                tile.reported().peripherals().stream()
                        .anyMatch(device -> device.state().equals("error"));
            case DOCUMENTS_WAITING -> isWaiting(tile);
            case RECEIPT_GAP -> tile.gaps() > 0;
            case CLOCK_SKEW -> isSkewed(tile);
            default -> false;
        };
    }

    private static boolean isWaiting(Tile tile) {
        return tile.reported().waitingDocuments() != null && tile.reported().waitingDocuments() > 0;
    }

    private static boolean isSkewed(Tile tile) {
        Long skew = tile.reported().clockSkewMillis();
        return skew != null && Math.abs(skew) >= SKEW_SHOWN.toMillis();
    }

    /**
     * Returns how many documents wait on the terminal, and how long the oldest has been waiting; empty: not reported.
     */
    String waiting(Tile tile) {
        Long waiting = tile.reported().waitingDocuments();
        Instant oldest = tile.reported().oldestWaitingSince();
        return waiting == null
                ? ""
                : number(waiting) + (oldest == null ? "" : " · " + duration(Duration.between(oldest, now)));
    }

    /** Returns how far a clock is off; milliseconds, positive: ahead of the server's. */
    String skew(long millis) {
        return text(millis > 0 ? "board.clock.ahead" : "board.clock.behind") + ": "
                + duration(Duration.ofMillis(Math.abs(millis)));
    }

    private TileView.Strip strip(Tile tile) {
        Duration online = Duration.ZERO;
        Duration silent = Duration.ZERO;
        List<TileView.Part> parts = new ArrayList<>();
        for (Stretch stretch : tile.strip()) {
            if (stretch.state() == TerminalState.ONLINE) {
                online = online.plus(stretch.length());
            } else if (stretch.state() == TerminalState.SILENT) {
                silent = silent.plus(stretch.length());
            }
            parts.add(new TileView.Part(
                    stretch.state().name(), Math.max(1, stretch.length().toSeconds())));
        }
        String summary = text("board.strip") + ": " + text("state.ONLINE") + " " + duration(online) + ", "
                + text("state.SILENT") + " " + duration(silent);
        return new TileView.Strip(parts, summary);
    }
}
