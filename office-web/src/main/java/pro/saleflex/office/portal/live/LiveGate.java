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
import pro.saleflex.office.gate.link.GateChanged;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.health.GateProgress;
import pro.saleflex.office.gate.health.GateProgress.Progress;
import pro.saleflex.office.gate.health.GateProgress.Sample;
import pro.saleflex.office.gate.link.LinkHistory.Since;
import pro.saleflex.office.gate.health.DiskHeadroom;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * GATE as the portal shows it, read once for all viewers: soon after something changed, and every few seconds because of
 * other servers. Nothing is read while nobody looks, and the board's one line does not read what only the page shows.
 */
@ApplicationScoped
public class LiveGate {
    /** What the open pages hear when the link or the number waiting changed, as they hear of a store. */
    public static final String LINK = "link";

    /** The same, of anything that the page shows. */
    public static final String PAGE = "gate";

    private static final Duration STALE = Duration.ofSeconds(5);

    /** A page asks at least every 20 s, see live.js. */
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
    private Now toldNow;
    private Whole toldWhole;

    /**
     * Something changed, which the next look for news finds, within a second. Told often, from where there is no time, and
     * before the portal has started: who never looked is not told.
     */
    public void changed(@Observes(notifyObserver = Reception.IF_EXISTS) GateChanged change) {
        changed = true;
    }

    /** Somebody changed something on the page, and is to see it at once. */
    public synchronized void acted() {
        forget();
        changed = true;
    }

    /** Does somebody look? */
    public boolean isWatched() {
        return isWatched(nowAskedAt) || isWatched(wholeAskedAt);
    }

    private boolean isWatched(Instant askedAt) {
        return askedAt.isAfter(clock.instant().minus(WATCHED));
    }

    /** The link and the number waiting as they were within the last seconds, for the board. */
    public Now now() {
        nowAskedAt = clock.instant();
        return readNow();
    }

    /** All of it as it was within the last seconds, for the page. */
    public Whole whole() {
        wholeAskedAt = clock.instant();
        return readWhole();
    }

    /** Reads what somebody looks at, if it may be another; returns what the open pages are to hear. */
    public synchronized Set<String> refresh() {
        boolean news = changed;
        changed = false; // before it is read: what changes meanwhile is read again
        if (news) {
            forget();
        }
        Set<String> told = new TreeSet<>();
        if (isWatched(nowAskedAt) && !readNow().equals(toldNow)) {
            toldNow = now;
            told.add(LINK);
        }
        if (isWatched(wholeAskedAt) && (!readWhole().equals(toldWhole) || news)) {
            toldWhole = whole;
            told.add(PAGE);
        }
        return told;
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
            Map<UUID, TerminalRef> tills =
                    terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
            whole = new Whole(
                    readNow(),
                    link.history(),
                    progress.headroom(),
                    progress.last24h(),
                    tills,
                    lanes.lanes(Target.GATE, tills.keySet()));
            wholeReadAt = moment;
        }
        return whole;
    }

    /**
     * The link, and what waits for it.
     *
     * @param link its state
     * @param misconfigured it is down because GATE turns us away, or a setting is wrong
     * @param progress how far documents are
     */
    public record Now(Since link, boolean misconfigured, Progress progress) {}

    /**
     * All that the page shows to everybody, and of which it shows each viewer its stores.
     *
     * @param now the link, and what waits for it
     * @param history the link's states, the present one first
     * @param room how long the disks last; nothing: not known yet
     * @param samples the last 24 hours, the earliest first
     * @param tills all terminals
     * @param lanes those of them that handed over something
     */
    public record Whole(
            Now now,
            List<Since> history,
            Optional<DiskHeadroom> room,
            List<Sample> samples,
            Map<UUID, TerminalRef> tills,
            List<LaneView> lanes) {}
}
