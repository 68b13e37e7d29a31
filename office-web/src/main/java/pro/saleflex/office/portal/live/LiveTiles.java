package pro.saleflex.office.portal.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.TerminalChanged;
import pro.saleflex.office.status.Tile;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * The tills of all stores as the board shows them, read once for all viewers: what changed as it changes, all of it once
 * a minute, because days begin and strips move. Nothing is read while nobody looks.
 */
@ApplicationScoped
public class LiveTiles {
    private static final Duration WHOLE = Duration.ofMinutes(1);
    /** While somebody looks, it is looked for changes every second. */
    private static final Duration STALE = Duration.ofSeconds(5);

    private static final Duration ALERTS = Duration.ofSeconds(10);

    /** A page asks at least every 20 s, see live.js. */
    private static final Duration WATCHED = Duration.ofSeconds(60);

    @Inject
    StatusBoard board;

    @Inject
    Alerts alerts;

    @Inject
    Terminals terminals;

    @Inject
    Clock clock;

    private volatile Snapshot snapshot;
    private volatile Instant askedAt = Instant.MIN;
    private volatile boolean alertsChanged = true;
    private Instant wholeAt = Instant.MIN;
    private Instant alertsAt = Instant.MIN;
    private long changedNo;

    /** The tills as they were within the last second or two, for somebody who looks at them. */
    public Snapshot look() {
        Instant now = clock.instant();
        boolean kept = isWatched();
        askedAt = now;
        Snapshot known = snapshot;
        if (!kept || known == null || known.lookedAt().isBefore(now.minus(STALE))) {
            refresh();
        }
        return snapshot;
    }

    /** Does somebody look at the board? */
    boolean isWatched() {
        return askedAt.isAfter(clock.instant().minus(WATCHED));
    }

    /** Alerts are not what they were. */
    void alertsChanged() {
        alertsChanged = true;
    }

    /** Reads what changed; returns the stores to which it belongs. */
    synchronized Set<UUID> refresh() {
        Instant now = clock.instant();
        Snapshot before = snapshot;
        boolean whole = before == null || wholeAt.isBefore(now.minus(WHOLE));
        List<AlertView> standing = alertsNow(before, now);
        Map<UUID, Tile> read = new HashMap<>();
        if (whole) {
            board.tiles().forEach(tile -> read.put(tile.terminalId(), tile));
            wholeAt = now;
            changedNo = Math.max(
                    changedNo,
                    read.values().stream().mapToLong(Tile::changedNo).max().orElse(0));
        } else {
            List<TerminalChanged> changes = board.changedSince(changedNo);
            if (!changes.isEmpty()) {
                List<UUID> ids =
                        changes.stream().map(TerminalChanged::terminalId).toList();
                board.tilesOf(ids).forEach(tile -> read.put(tile.terminalId(), tile));
                changedNo = changes.get(changes.size() - 1).changedNo();
            }
        }
        if (!whole && read.isEmpty() && standing.equals(before.alerts())) {
            snapshot = new Snapshot(before.begin(), before.version(), now, before.tiles(), before.alerts());
            return Set.of();
        }
        long version = before == null ? now.toEpochMilli() : before.version() + 1;
        Map<UUID, LiveTile> tiles = whole ? new HashMap<>() : new HashMap<>(before.tiles());
        read.forEach((id, tile) -> tiles.put(id, new LiveTile(tile, List.of(), version)));
        Set<UUID> stores = withAlerts(tiles, standing, read.keySet(), version);
        if (before != null && !standing.equals(before.alerts())) {
            stores.addAll(storesOf(before.alerts(), standing));
        }
        snapshot = new Snapshot(
                before == null ? version : before.begin(), version, now, Map.copyOf(tiles), List.copyOf(standing));
        return stores;
    }

    private List<AlertView> alertsNow(Snapshot before, Instant now) {
        if (before != null && !alertsChanged && alertsAt.isAfter(now.minus(ALERTS))) {
            return before.alerts();
        }
        alertsChanged = false; // before it is read: what changes meanwhile is read again
        try {
            List<AlertView> standing =
                    alerts.open(terminals.stores().stream().map(StoreRef::id).collect(Collectors.toSet()));
            alertsAt = now;
            return standing;
        } catch (RuntimeException e) {
            alertsChanged = true;
            throw e;
        }
    }

    /** Puts each alert on the tiles it is about; returns the stores of the tiles that are new or changed by it. */
    private static Set<UUID> withAlerts(
            Map<UUID, LiveTile> tiles, List<AlertView> standing, Set<UUID> read, long version) {
        Map<UUID, List<AlertView>> byTerminal = new HashMap<>();
        for (AlertView alert : standing) {
            alert.terminalIds().forEach(id -> byTerminal
                    .computeIfAbsent(id, none -> new ArrayList<>())
                    .add(alert));
        }
        Set<UUID> stores = new HashSet<>();
        tiles.replaceAll((id, live) -> {
            List<AlertView> about = byTerminal.getOrDefault(id, List.of());
            boolean same = about.equals(live.alerts());
            if (!same || read.contains(id)) {
                stores.add(live.tile().store().id());
            }
            return same ? live : new LiveTile(live.tile(), about, version);
        });
        return stores;
    }

    private static Set<UUID> storesOf(Collection<AlertView> before, Collection<AlertView> after) {
        Set<UUID> stores = new HashSet<>();
        before.forEach(alert -> stores.add(alert.storeId()));
        after.forEach(alert -> stores.add(alert.storeId()));
        return stores;
    }

    /**
     * The tills at a moment; never changes.
     *
     * @param begin the first version of this server since its start; what a page has from before is worth nothing
     * @param version goes up with every refresh that found something
     * @param lookedAt when it was looked for changes last
     * @param tiles by terminal
     * @param alerts the standing ones of all stores and of the server, the worst first
     */
    public record Snapshot(
            long begin, long version, Instant lookedAt, Map<UUID, LiveTile> tiles, List<AlertView> alerts) {}
}
