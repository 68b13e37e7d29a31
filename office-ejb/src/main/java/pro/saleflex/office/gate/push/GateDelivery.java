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
import pro.saleflex.office.gate.link.GateChanged;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.gate.link.Permit;
import pro.saleflex.office.gate.link.DeliveryResult;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;
import pro.saleflex.office.gate.push.PushMapper.Bound;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.LaneClaim;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.Parked.Cause;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Backoff;

/**
 * Brings journal entries to GATE, outside any transaction: claims some lanes, delivers their next entries one after the
 * other, says how far they came. Called by as many at a time as one likes, on as many servers.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GateDelivery {
    private static final Log LOG = Log.of(GateDelivery.class);

    /** A lane is given back after this time, so that one with much to catch up keeps nobody waiting. */
    private static final Duration SLICE = Duration.ofSeconds(2);

    /** A GATE that says it is well, and takes nothing for longer, means what it says: the entries are at fault. */
    private static final Duration NO_OUTAGE = Duration.ofHours(6);

    private static final int MOST_LANES = 8;
    private static final int MOST_ENTRIES = 64;
    private static final int FEWEST_OF_A_LANE = 8;

    /** Of one lane at a time, beyond its first entry; with the figures above this bounds what is in memory. */
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
    DeliveryPace pace;

    @Inject
    Event<GateChanged> changed;

    /**
     * Delivers the next entries of some lanes.
     *
     * @param order which lanes first
     * @param others called at once when there are lanes for others, too
     * @return how many entries passed, delivered or parked; nothing: there was none to deliver, else there may be more
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
        // While GATE is quick, little of many lanes costs less by one alone; where there is much, all have to help.
        int among =
                pace.quick() && order == Order.TODAY_FIRST ? 1 : config.gate().parallel();
        Lanes.Claimed claimed = lanes.claim(Target.GATE, order, mostLanes, among, lease());
        List<LaneClaim> claims = claimed.lanes();
        if (claims.isEmpty()) {
            return OptionalInt.empty();
        }
        if (claimed.more()) {
            others.run();
        }
        Slice slice = new Slice(claims);
        try {
            slice.read();
            if (order == Order.TODAY_FIRST) {
                slice.tellPace();
            }
            slice.deliver();
        } finally {
            slice.giveBack(); // or what failed for one would keep up all until their lease is over
        }
        changed.fire(new GateChanged());
        return OptionalInt.of(slice.passed());
    }

    /**
     * Tries an entry again that was parked, because somebody asked for that. Once, if the link works: what GATE says then is
     * what who asked wants to know.
     *
     * @return whether there was one
     */
    public boolean retryParked() {
        if (link.isOnHold()) {
            return false;
        }
        Optional<ParkedEntries.Claim> claimed = parked.claimRetry(Target.GATE, lease());
        claimed.ifPresent(claim -> {
            EntryView entry = journal.next(Map.of(claim.terminalId(), claim.entryNo() - 1), 1, MOST_BYTES)
                    .get(claim.terminalId())
                    .get(0);
            Bound bound = pushes.bind(entry);
            long reached = lanes.lanes(Target.GATE, List.of(claim.terminalId())).stream()
                    .mapToLong(lane -> lane.doneUpto())
                    .findFirst()
                    .orElse(0);
            DeliveryResult result = post(pushes.push(bound, periods.late(bound, reached + 1), periods.shortage(bound)));
            boolean itsOwn = result.outcome() == Outcome.LATER && result.retryAfter() == null;
            if (!itsOwn) { // what GATE would not take before says nothing about the link
                tell(result);
            }
            switch (result.outcome()) {
                case DELIVERED -> parked.delivered(claim);
                case REFUSED -> parked.stays(claim, Cause.REFUSED, result.reason());
                case LATER, NOT_NOW, UNREACHABLE, MISCONFIGURED -> {
                    if (itsOwn && link.now().state() == LinkState.UP) {
                        parked.stays(claim, Cause.SUSPECT, result.reason());
                    } else {
                        parked.later(claim, clock.instant().plus(delay(1)));
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

    private void tell(DeliveryResult result) {
        if (link.recordResult(result)) {
            lanes.retryNow(Target.GATE); // GATE is back: nobody waits for the end of an old delay
            jobs.retryFailedNow();
        }
    }

    /** Longer than twice what one delivery may take, with a token to be got on the way, and the slices before it. */
    private Duration lease() {
        return config.gate().totalTimeout().multipliedBy(3).plus(SLICE.multipliedBy(2));
    }

    private static Duration delay(int attempts) {
        return Backoff.after(attempts, ThreadLocalRandom.current().nextDouble());
    }

    /** Some claimed lanes and their next entries. */
    private final class Slice {
        private final List<LaneClaim> claims;
        private final Set<UUID> open;
        private final Map<UUID, Long> upto;
        private Map<UUID, List<EntryView>> entries = Map.of();
        private Map<UUID, Long> latestClosed = Map.of();
        private Instant end = clock.instant().plus(SLICE);
        private long quickest = Long.MAX_VALUE;
        private int passed;

        Slice(List<LaneClaim> claims) {
            this.claims = claims;
            open = claims.stream().map(LaneClaim::terminalId).collect(Collectors.toCollection(HashSet::new));
            upto = claims.stream().collect(Collectors.toMap(LaneClaim::terminalId, LaneClaim::doneUpto));
        }

        void read() {
            entries = journal.next(upto, Math.max(FEWEST_OF_A_LANE, MOST_ENTRIES / claims.size()), MOST_BYTES);
            latestClosed = periods.latestClosed(upto.keySet());
        }

        void tellPace() {
            entries.values()
                    .forEach(next -> pace.delivers(next.get(0).receivedAt().toInstant()));
        }

        /** Who failed before comes last, when the others were given back: it may be one that GATE does not answer. */
        void deliver() {
            Map<Boolean, List<LaneClaim>> byFailed =
                    claims.stream().collect(Collectors.partitioningBy(claim -> claim.failedAt() != null));
            byFailed.get(false).forEach(this::deliver);
            if (!byFailed.get(true).isEmpty()) {
                giveBack(byFailed.get(false));
                end = clock.instant().plus(SLICE); // or in a long rush nobody would come to them
                byFailed.get(true).forEach(this::deliver);
            }
        }

        private void deliver(LaneClaim claim) {
            for (EntryView entry : entries.getOrDefault(claim.terminalId(), List.of())) {
                boolean inTime = clock.instant().isBefore(end);
                if (!inTime || link.isOnHold() || !deliver(claim, entry)) {
                    return;
                }
                upto.put(claim.terminalId(), entry.entryNo());
                passed++;
            }
        }

        int passed() {
            return passed;
        }

        /** False: the lane goes no further now, and was given back if that has a reason of its own. */
        private boolean deliver(LaneClaim claim, EntryView entry) {
            Bound bound = pushes.bind(entry);
            MissingDocuments shortage = periods.shortage(bound);
            Instant until = entry.receivedAt().toInstant().plus(GatePeriodCheck.CLOSURE_WAITS);
            if (shortage.unseen() > 0 && clock.instant().isBefore(until)) {
                giveBack(claim, upto -> lanes.hold(claim, upto, claim.length(), until));
                return false;
            }
            boolean late = bound.closureNumber() != null
                    && bound.closureNumber() <= latestClosed.getOrDefault(claim.terminalId(), 0L)
                    && periods.late(bound, entry.entryNo());
            Push push = pushes.push(bound, late, shortage);
            Instant sent = clock.instant();
            long begin = System.nanoTime();
            DeliveryResult result = post(push);
            tell(result);
            quickest = Math.min(quickest, System.nanoTime() - begin);
            return switch (result.outcome()) {
                case DELIVERED -> true;
                case REFUSED -> park(claim, entry, Cause.REFUSED, result.reason());
                case LATER, NOT_NOW, UNREACHABLE, MISCONFIGURED -> failed(claim, entry, result, sent);
            };
        }

        private boolean park(LaneClaim claim, EntryView entry, Cause cause, String reason) {
            boolean mine = lanes.park(claim, entry.entryNo(), cause, reason);
            LOG.log( // without GATE's words: they may repeat what is in the document
                    Level.WARNING,
                    "GATE does not take entry {0} of terminal {1}: it is parked, {2}. The page GATE says why.",
                    new Object[] {entry.entryNo(), entry.terminalId(), cause});
            if (!mine) {
                open.remove(claim.terminalId()); // somebody else has it now
            }
            return mine;
        }

        private boolean failed(LaneClaim claim, EntryView entry, DeliveryResult result, Instant sent) {
            boolean moved = upto.get(claim.terminalId()) > claim.doneUpto();
            boolean own = !moved && result.outcome() == Outcome.LATER && isOwn(claim);
            int attempts = moved ? 0 : claim.attempts() + (own ? 1 : 0);
            if (own && PoisonMessageRule.isSuspect(attempts, claim.ownFailingSince(), clock.instant())) {
                return park(claim, entry, Cause.SUSPECT, result.reason());
            }
            boolean again = result.outcome() == Outcome.LATER || result.outcome() == Outcome.NOT_NOW;
            // It hung while GATE came back: nobody else will hurry it. The next time it is its own failure.
            boolean missedTheReturn = result.outcome() == Outcome.LATER && !own && link.deliveredSince(sent);
            Duration wait = again && !missedTheReturn ? delay(Math.max(1, attempts)) : Duration.ZERO;
            Instant next = clock.instant().plus(wait);
            giveBack(claim, upto -> lanes.failed(claim, upto, attempts, result.reason(), next));
            return false;
        }

        /**
         * Is it the entry that fails, not GATE? It failed before, and since then GATE took others; or GATE says it is well,
         * and there is nobody else whom it does not take, or has not been for long: two that fail must not be each other's
         * excuse for ever. So an outage costs no attempts.
         */
        private boolean isOwn(LaneClaim claim) {
            if (claim.failedAt() == null) {
                return false;
            }
            boolean forLong = claim.failingSince().isBefore(clock.instant().minus(NO_OUTAGE));
            return link.deliveredSince(claim.failedAt())
                    || (link.workedSince(claim.failedAt()) && (forLong || !lanes.othersFail(claim)));
        }

        private void giveBack(LaneClaim claim, LongConsumer how) {
            how.accept(upto.get(claim.terminalId()));
            open.remove(claim.terminalId());
        }

        void giveBack() {
            if (quickest < Long.MAX_VALUE) {
                pace.took(quickest);
            }
            giveBack(claims);
        }

        private void giveBack(List<LaneClaim> some) {
            List<LaneClaim> mine = some.stream()
                    .filter(claim -> open.remove(claim.terminalId()))
                    .toList();
            lanes.release(
                    mine,
                    mine.stream().map(claim -> upto.get(claim.terminalId())).toList());
        }
    }
}
