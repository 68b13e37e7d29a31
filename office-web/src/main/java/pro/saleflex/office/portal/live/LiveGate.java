package pro.saleflex.office.portal.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.gate.health.DiskHeadroom;
import pro.saleflex.office.gate.health.GateProgress;
import pro.saleflex.office.gate.health.GateProgress.Progress;
import pro.saleflex.office.gate.health.GateProgress.Sample;
import pro.saleflex.office.gate.link.GateChanged;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.LinkHistory.StateSince;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Cache of the GATE link's state, read once for all viewers: soon after a change, and every few seconds because of
 * other servers. Nothing is read while nobody looks, and the board's one line does not read what only the GATE page
 * shows.
 */
@ApplicationScoped
public class LiveGate {
    /** The name pushed to open pages when the link or the number waiting changed, in place of a store id. */
    public static final String LINK = "link";

    /** The name pushed when anything on the GATE page changed. */
    public static final String PAGE = "gate";

    private static final Duration STALE = Duration.ofSeconds(5);

    /** Open pages ask at least every 20 s, see live.js. */
    private static final Duration WATCHED = Duration.ofSeconds(60);

    @Inject
    GateLink link;

    @Inject
    GateProgress progress;

    @Inject
    Lanes lanes;

    @Inject
    Terminals terminals;

    @Inject
    Clock clock;

    private volatile boolean changed;
    private volatile Instant nowAskedAt = Instant.MIN;
    private volatile Instant wholeAskedAt = Instant.MIN;
    private Instant nowReadAt = Instant.MIN;
    private Instant wholeReadAt = Instant.MIN;
    private Now now;
    private Whole whole;
    private Now pushedNow;
    private Whole pushedWhole;

    /**
     * Marks the cache as out of date; the next refresh, within a second, reads again. Called often and from callers
     * that must not wait, so it only sets a flag; not called before the first page was shown.
     */
    public void changed(@Observes(notifyObserver = Reception.IF_EXISTS) GateChanged change) {
        changed = true;
    }

    /** Drops the cache after a user's action, so that the user sees its result at once. */
    public synchronized void invalidate() {
        forget();
        changed = true;
    }

    /** Is a page open that shows this? */
    public boolean isWatched() {
        return isWatched(nowAskedAt) || isWatched(wholeAskedAt);
    }

    private boolean isWatched(Instant askedAt) {
        return askedAt.isAfter(clock.instant().minus(WATCHED));
    }

    /** The link and the number waiting, at most a few seconds old, for the board. */
    public Now now() {
        nowAskedAt = clock.instant();
        return readNow();
    }

    /** Everything, at most a few seconds old, for the GATE page. */
    public Whole whole() {
        wholeAskedAt = clock.instant();
        return readWhole();
    }

    /** Reads what open pages show if it may have changed; returns the names to push: {@link #LINK}, {@link #PAGE}. */
    public synchronized Set<String> refresh() {
        boolean stale = changed;
        changed = false; // before reading: a change meanwhile is read next time
        if (stale) {
            forget();
        }
        Set<String> names = new TreeSet<>();
        if (isWatched(nowAskedAt) && !readNow().equals(pushedNow)) {
            pushedNow = now;
            names.add(LINK);
        }
        if (isWatched(wholeAskedAt) && (!readWhole().equals(pushedWhole) || stale)) {
            pushedWhole = whole;
            names.add(PAGE);
        }
        return names;
    }

    private void forget() {
        nowReadAt = Instant.MIN;
        wholeReadAt = Instant.MIN;
    }

    private synchronized Now readNow() {
        Instant moment = clock.instant();
        if (nowReadAt.isBefore(moment.minus(STALE))) {
            now = new Now(link.now(), link.misconfigured(), progress.now());
            nowReadAt = moment;
        }
        return now;
    }

    private synchronized Whole readWhole() {
        Instant moment = clock.instant();
        if (wholeReadAt.isBefore(moment.minus(STALE))) {
            Map<UUID, TerminalRef> refs =
                    terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
            whole = new Whole(
                    readNow(),
                    link.history(),
                    progress.headroom(),
                    progress.last24h(),
                    refs,
                    lanes.lanes(Target.GATE, refs.keySet()));
            wholeReadAt = moment;
        }
        return whole;
    }

    /**
     * The link, and what waits for it.
     *
     * @param link its state
     * @param misconfigured the link is down because GATE refuses this server or a setting is wrong
     * @param progress how far delivery is
     */
    public record Now(StateSince link, boolean misconfigured, Progress progress) {}

    /**
     * Everything the GATE page may show; each viewer gets the part of his stores.
     *
     * @param now the link, and what waits for it
     * @param history the link's states, current one first
     * @param room how long the disks will last; empty: not known yet
     * @param samples the last 24 hours, earliest first
     * @param terminals all terminals by id
     * @param lanes delivery cursors of the terminals that have handed over anything
     */
    public record Whole(
            Now now,
            List<StateSince> history,
            Optional<DiskHeadroom> room,
            List<Sample> samples,
            Map<UUID, TerminalRef> terminals,
            List<LaneView> lanes) {}
}
