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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.status.Changes;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.TerminalChanged;
import pro.saleflex.office.status.Tile;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Cache of all stores' tiles and open alerts, read once for all viewers: the tiles of changed terminals as they change,
 * and everything once a minute, because business days start and the 24-hour strips move on. Nothing is read while
 * nobody looks.
 *
 * <p>Events name the terminals that this server changed; a look once a second finds those that other servers changed.
 */
@ApplicationScoped
public class LiveTiles {
    private static final Duration FULL_READ_INTERVAL = Duration.ofMinutes(1);
    /** While somebody looks, changes are read every second; an older snapshot is out of date. */
    private static final Duration STALE = Duration.ofSeconds(5);

    private static final Duration ALERTS_INTERVAL = Duration.ofSeconds(10);

    /** Open pages ask at least every 20 s, see live.js. */
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
    private volatile Instant lastAskedAt = Instant.MIN;
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private volatile boolean alertsChanged = true;
    private Instant fullyReadAt = Instant.MIN;
    private Instant alertsReadAt = Instant.MIN;
    private long nextChange;

    /**
     * The tiles, at most a few seconds old; called for every page that shows them, which also keeps the cache alive.
     */
    public Snapshot snapshot() {
        Instant now = clock.instant();
        boolean watched = isWatched();
        lastAskedAt = now;
        Snapshot latest = snapshot;
        if (!watched || latest == null || latest.readAt().isBefore(now.minus(STALE))) {
            lookElsewhere();
            refresh();
        }
        return snapshot;
    }

    /** Is a page open that shows the tiles? */
    boolean isWatched() {
        return lastAskedAt.isAfter(clock.instant().minus(WATCHED));
    }

    /** Makes the next refresh read this terminal's tile again. */
    void changed(TerminalChanged change) {
        if (isWatched()) {
            changed.add(change.terminalId());
        }
    }

    /** Makes the next refresh read the alerts again. */
    void alertsChanged() {
        alertsChanged = true;
    }

    /** Whether the next refresh reads anything that has changed; nothing is refreshed while nobody looks. */
    boolean hasChanged() {
        return isWatched() && (alertsChanged || !changed.isEmpty());
    }

    /** Finds the terminals that other servers changed, or this one while nobody looked. */
    synchronized void lookElsewhere() {
        if (snapshot == null) {
            return; // the first refresh reads everything
        }
        Changes<TerminalChanged> changes = board.changedSince(nextChange);
        changes.changed().stream()
                .filter(change -> !isShown(change))
                .forEach(change -> changed.add(change.terminalId()));
        nextChange = changes.next();
    }

    private boolean isShown(TerminalChanged change) {
        LiveTile shown = snapshot.tiles().get(change.terminalId());
        return shown != null && shown.tile().changedNo() == change.changedNo();
    }

    /** Reads what changed; returns the stores concerned, null for the server as a whole. */
    synchronized Set<UUID> refresh() {
        Instant now = clock.instant();
        Snapshot before = snapshot;
        boolean full = before == null || fullyReadAt.isBefore(now.minus(FULL_READ_INTERVAL));
        List<AlertView> openAlerts = readAlerts(before, now);
        Map<UUID, Tile> read = readTiles(full);
        if (full) {
            fullyReadAt = now;
        }
        if (!full && read.isEmpty() && openAlerts.equals(before.alerts())) {
            snapshot = new Snapshot(before.firstVersion(), before.version(), now, before.tiles(), before.alerts());
            return Set.of();
        }
        long version = before == null ? now.toEpochMilli() : before.version() + 1;
        Map<UUID, LiveTile> tiles = full ? new HashMap<>() : new HashMap<>(before.tiles());
        read.forEach((id, tile) -> tiles.put(id, new LiveTile(tile, List.of(), version)));
        Set<UUID> stores = withAlerts(tiles, openAlerts, read.keySet(), version);
        if (before != null && !openAlerts.equals(before.alerts())) {
            stores.addAll(storesOf(before.alerts(), openAlerts));
        }
        snapshot = new Snapshot(
                before == null ? version : before.firstVersion(),
                version,
                now,
                Map.copyOf(tiles),
                List.copyOf(openAlerts));
        return stores;
    }

    private Map<UUID, Tile> readTiles(boolean all) {
        Set<UUID> ids = Set.copyOf(changed);
        changed.removeAll(ids); // before reading: a change meanwhile is read next time
        if (!all && ids.isEmpty()) {
            return Map.of();
        }
        try {
            List<Tile> tiles = all ? board.tiles() : board.tilesOf(ids);
            return tiles.stream().collect(Collectors.toMap(Tile::terminalId, Function.identity()));
        } catch (RuntimeException e) {
            changed.addAll(ids);
            throw e;
        }
    }

    private List<AlertView> readAlerts(Snapshot before, Instant now) {
        if (before != null && !alertsChanged && alertsReadAt.isAfter(now.minus(ALERTS_INTERVAL))) {
            return before.alerts();
        }
        alertsChanged = false; // before reading: a change meanwhile is read next time
        try {
            List<AlertView> openAlerts =
                    alerts.open(terminals.stores().stream().map(StoreRef::id).collect(Collectors.toSet()));
            alertsReadAt = now;
            return openAlerts;
        } catch (RuntimeException e) {
            alertsChanged = true;
            throw e;
        }
    }

    /**
     * Attaches each alert to the tiles it is about; returns the stores of the tiles that were read or have other alerts
     * now.
     */
    private static Set<UUID> withAlerts(
            Map<UUID, LiveTile> tiles, List<AlertView> openAlerts, Set<UUID> read, long version) {
        Map<UUID, List<AlertView>> byTerminal = new HashMap<>();
        for (AlertView alert : openAlerts) {
            alert.terminalIds().forEach(id -> byTerminal
                    .computeIfAbsent(id, absent -> new ArrayList<>())
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
     * The tiles at one moment; immutable.
     *
     * @param firstVersion the first version since this server started; lower versions that pages still have are void
     * @param version increases with every refresh that found a change
     * @param readAt when changes were last looked for
     * @param tiles by terminal id
     * @param alerts the open alerts of all stores and of the server, worst first
     */
    public record Snapshot(
            long firstVersion, long version, Instant readAt, Map<UUID, LiveTile> tiles, List<AlertView> alerts) {}
}
