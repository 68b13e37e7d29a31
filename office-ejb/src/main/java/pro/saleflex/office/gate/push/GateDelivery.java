package pro.saleflex.office.gate.push;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.gate.link.GateChanged;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.gate.link.Permit;
import pro.saleflex.office.gate.push.PushMapper.Bound;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.ClaimedLane;
import pro.saleflex.office.lane.ClaimedLanes;
import pro.saleflex.office.lane.ClaimedRetry;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.ParkedEntry.Cause;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Backoff;
import pro.saleflex.office.platform.LeasedJobs;

/**
 * Delivers journal entries to GATE, outside any transaction: claims some lanes, delivers their next entries one after
 * another, and records how far each lane got. Any number of threads, on any number of servers, may call it
 * concurrently.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GateDelivery {
    private static final Log LOG = Log.of(GateDelivery.class);

    /** Lanes are released after this time, so that a long backlog does not keep other lanes waiting. */
    private static final Duration SLICE = Duration.ofSeconds(2);

    /** If GATE reports itself healthy but accepts nothing for longer than this, the entries are at fault, not GATE. */
    private static final Duration NO_OUTAGE = Duration.ofHours(6);

    /** While projections are rebuilt, documents that a closure seems to lack are counted again then. */
    private static final Duration COUNTED_AGAIN_AFTER = Duration.ofSeconds(10);

    private static final int MOST_LANES = 8;
    private static final int MOST_ENTRIES = 64;
    private static final int FEWEST_OF_A_LANE = 8;

    /** Limit per lane, beyond its first entry; together with the limits above it bounds the memory used. */
    private static final int MOST_BYTES = 1024 * 1024;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    @Inject
    GateLink link;

    @Inject
    GateClient client;

    @Inject
    LeasedJobs jobs;

    @Inject
    Lanes lanes;

    @Inject
    ParkedEntries parked;

    @Inject
    Journal journal;

    @Inject
    PushMapper pushes;

    @Inject
    GatePeriodCheck periods;

    @Inject
    ProjectionRebuild rebuild;

    @Inject
    DeliveryPace pace;

    @Inject
    Event<GateChanged> changed;

    /**
     * Delivers the next entries of some lanes.
     *
     * @param order which lanes first
     * @param others called at once if there are lanes for other workers, too
     * @return number of entries delivered or parked; empty: nothing could be claimed; else there may be more
     */
    public OptionalInt deliver(Order order, Runnable others) {
        Permit permit = link.permit();
        try {
            return switch (permit) {
                case NONE -> OptionalInt.empty();
                case TRIAL -> deliver(Order.TRIAL, 1, () -> {});
                case FLOW -> deliver(order, MOST_LANES, others);
            };
        } finally {
            if (permit == Permit.TRIAL) {
                link.cancelTrial();
            }
        }
    }

    private OptionalInt deliver(Order order, int mostLanes, Runnable others) {
        // While GATE is quick, one worker alone is cheaper for many short lanes; with a backlog, all have to help.
        int among =
                pace.quick() && order == Order.TODAY_FIRST ? 1 : config.gate().parallel();
        ClaimedLanes claimed = lanes.claim(Target.GATE, order, mostLanes, among, lease());
        if (claimed.lanes().isEmpty()) {
            return OptionalInt.empty();
        }
        if (claimed.more()) {
            others.run();
        }
        Slice slice = new Slice(claimed.lanes());
        try {
            slice.read();
            if (order == Order.TODAY_FIRST) {
                slice.recordAges();
            }
            slice.deliver();
        } finally {
            slice.release(); // or one failure would block all its lanes until their lease expires
        }
        changed.fire(new GateChanged());
        return OptionalInt.of(slice.passed());
    }

    /**
     * Retries a parked entry because somebody requested it: once, if the link works, because the person wants to know
     * GATE's answer.
     *
     * @return whether there was such a request
     */
    public boolean retryParked() {
        if (link.isOnHold()) {
            return false;
        }
        Optional<ClaimedRetry> claimed = parked.claimRetry(Target.GATE, lease());
        claimed.ifPresent(retry -> {
            EntryView entry = journal.next(Map.of(retry.terminalId(), retry.entryNo() - 1), 1, MOST_BYTES)
                    .get(retry.terminalId())
                    .get(0);
            Bound bound = pushes.bind(entry);
            long reached = lanes.lanes(Target.GATE, List.of(retry.terminalId())).stream()
                    .mapToLong(lane -> lane.doneUpto())
                    .findFirst()
                    .orElse(0);
            DeliveryResult result =
                    post(pushes.push(bound, periods.isLate(bound, reached + 1), periods.missing(bound)));
            boolean ownFailure = result.outcome() == Outcome.LATER && result.retryAfter() == null;
            if (!ownFailure) { // an entry that GATE has rejected before says nothing about the link
                recordResult(result);
            }
            switch (result.outcome()) {
                case DELIVERED -> parked.delivered(retry);
                case REFUSED -> parked.keepParked(retry, Cause.REFUSED, result.reason());
                case LATER, NOT_NOW, UNREACHABLE, MISCONFIGURED -> {
                    if (ownFailure && link.now().state() == LinkState.UP) {
                        parked.keepParked(retry, Cause.SUSPECT, result.reason());
                    } else {
                        parked.postpone(retry, clock.instant().plus(backoff(1)));
                    }
                }
            }
            changed.fire(new GateChanged());
        });
        return claimed.isPresent();
    }

    private DeliveryResult post(Push push) {
        return DeliveryResult.of(
                pace.await(() -> client.post(push.path(), push.json(), Map.of("Idempotency-Key", push.key()))));
    }

    private void recordResult(DeliveryResult result) {
        if (link.recordResult(result)) {
            lanes.retryNow(Target.GATE); // GATE is back: nothing has to wait for the end of an old back-off
            jobs.retryFailedNow();
        }
    }

    /**
     * Returns how long a claim is valid: longer than two deliveries at their time limit, including a call for a token,
     * plus the slices before them.
     */
    private Duration lease() {
        return config.gate().totalTimeout().multipliedBy(3).plus(SLICE.multipliedBy(2));
    }

    private static Duration backoff(int attempts) {
        return Backoff.after(attempts, ThreadLocalRandom.current().nextDouble());
    }

    /** A worker's time slice: some claimed lanes and their next entries. */
    private final class Slice {
        private final List<ClaimedLane> claimed;
        private final Set<UUID> unreleased;
        private final Map<UUID, Long> upto;
        private Map<UUID, List<EntryView>> entries = Map.of();
        private Map<UUID, Long> latestClosed = Map.of();
        private Instant end = clock.instant().plus(SLICE);
        private long fastest = Long.MAX_VALUE;
        private int passed;

        Slice(List<ClaimedLane> claimed) {
            this.claimed = claimed;
            unreleased = claimed.stream().map(ClaimedLane::terminalId).collect(Collectors.toCollection(HashSet::new));
            upto = claimed.stream().collect(Collectors.toMap(ClaimedLane::terminalId, ClaimedLane::doneUpto));
        }

        void read() {
            entries = journal.next(upto, Math.max(FEWEST_OF_A_LANE, MOST_ENTRIES / claimed.size()), MOST_BYTES);
            latestClosed = periods.latestClosed(upto.keySet());
        }

        void recordAges() {
            entries.values()
                    .forEach(
                            next -> pace.recordDelivery(next.get(0).receivedAt().toInstant()));
        }

        /**
         * Delivers lanes that failed before last, after releasing the others: GATE may not answer such an entry at all.
         */
        void deliver() {
            Map<Boolean, List<ClaimedLane>> byFailed =
                    claimed.stream().collect(Collectors.partitioningBy(lane -> lane.failedAt() != null));
            byFailed.get(false).forEach(this::deliver);
            if (!byFailed.get(true).isEmpty()) {
                release(byFailed.get(false));
                end = clock.instant().plus(SLICE); // a new slice, or in a long rush they would never get a turn
                byFailed.get(true).forEach(this::deliver);
            }
        }

        private void deliver(ClaimedLane lane) {
            for (EntryView entry : entries.getOrDefault(lane.terminalId(), List.of())) {
                boolean inTime = clock.instant().isBefore(end);
                if (!inTime || link.isOnHold() || !deliver(lane, entry)) {
                    return;
                }
                upto.put(lane.terminalId(), entry.entryNo());
                passed++;
            }
        }

        int passed() {
            return passed;
        }

        /** Delivers an entry. Returns false if the lane stops here; it was released if this entry is the reason. */
        private boolean deliver(ClaimedLane lane, EntryView entry) {
            Bound bound = pushes.bind(entry);
            MissingDocuments missing = periods.missing(bound);
            if (missing.unseen() > 0) {
                Instant now = clock.instant();
                // Behind a restore, a period's documents are in the journal before they can be counted.
                Instant until = rebuild.progress().isPresent()
                        ? now.plus(COUNTED_AGAIN_AFTER)
                        : entry.receivedAt().toInstant().plus(GatePeriodCheck.CLOSURE_WAITS);
                if (now.isBefore(until)) {
                    release(lane, upto -> lanes.hold(lane, upto, lane.length(), until));
                    return false;
                }
            }
            boolean late = bound.closureNumber() != null
                    && bound.closureNumber() <= latestClosed.getOrDefault(lane.terminalId(), 0L)
                    && periods.isLate(bound, entry.entryNo());
            Push push = pushes.push(bound, late, missing);
            Instant sent = clock.instant();
            long start = System.nanoTime();
            DeliveryResult result = post(push);
            recordResult(result);
            fastest = Math.min(fastest, System.nanoTime() - start);
            return switch (result.outcome()) {
                case DELIVERED -> true;
                case REFUSED -> park(lane, entry, Cause.REFUSED, result.reason());
                case LATER, NOT_NOW, UNREACHABLE, MISCONFIGURED -> failed(lane, entry, result, sent);
            };
        }

        private boolean park(ClaimedLane lane, EntryView entry, Cause cause, String reason) {
            boolean held = lanes.park(lane, entry.entryNo(), cause, reason);
            LOG.log( // without GATE's message, which may quote the document
                    Level.WARNING,
                    "GATE did not accept entry {0} of terminal {1}; it is parked as {2}. The GATE page says why.",
                    new Object[] {entry.entryNo(), entry.terminalId(), cause});
            if (!held) {
                unreleased.remove(lane.terminalId()); // another worker has the lane now
            }
            return held;
        }

        private boolean failed(ClaimedLane lane, EntryView entry, DeliveryResult result, Instant sent) {
            boolean moved = upto.get(lane.terminalId()) > lane.doneUpto();
            boolean own = !moved && result.outcome() == Outcome.LATER && isOwn(lane);
            int attempts = moved ? 0 : lane.attempts() + (own ? 1 : 0);
            if (own && PoisonMessageRule.isSuspect(attempts, lane.ownFailingSince(), clock.instant())) {
                return park(lane, entry, Cause.SUSPECT, result.reason());
            }
            boolean backsOff = result.outcome() == Outcome.LATER || result.outcome() == Outcome.NOT_NOW;
            // It hung while GATE came back, so the return did not make it due. Its next failure is its own.
            boolean missedTheReturn = result.outcome() == Outcome.LATER && !own && link.deliveredSince(sent);
            Duration wait = backsOff && !missedTheReturn ? backoff(Math.max(1, attempts)) : Duration.ZERO;
            Instant next = clock.instant().plus(wait);
            release(lane, upto -> lanes.failed(lane, upto, attempts, result.reason(), next));
            return false;
        }

        /**
         * Whether the entry is at fault, not GATE: it failed before, and since then either GATE accepted others, or
         * GATE's health is good and no other lane fails. After a long time other failing lanes no longer count, or two
         * poison messages would excuse each other for ever. So an outage costs no attempts.
         */
        private boolean isOwn(ClaimedLane lane) {
            if (lane.failedAt() == null) {
                return false;
            }
            boolean forLong = lane.failingSince().isBefore(clock.instant().minus(NO_OUTAGE));
            return link.deliveredSince(lane.failedAt())
                    || (link.workedSince(lane.failedAt()) && (forLong || !lanes.othersFail(lane)));
        }

        private void release(ClaimedLane lane, LongConsumer how) {
            how.accept(upto.get(lane.terminalId()));
            unreleased.remove(lane.terminalId());
        }

        void release() {
            if (fastest < Long.MAX_VALUE) {
                pace.recordFastest(fastest);
            }
            release(claimed);
        }

        private void release(List<ClaimedLane> some) {
            List<ClaimedLane> held = some.stream()
                    .filter(lane -> unreleased.remove(lane.terminalId()))
                    .toList();
            lanes.release(
                    held, held.stream().map(lane -> upto.get(lane.terminalId())).toList());
        }
    }
}
