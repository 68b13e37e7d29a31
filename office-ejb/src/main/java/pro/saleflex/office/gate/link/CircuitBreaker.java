package pro.saleflex.office.gate.link;

import java.time.Duration;
import java.time.Instant;
import pro.saleflex.office.gate.link.CircuitState.Event;
import pro.saleflex.office.gate.link.CircuitState.Position;
import pro.saleflex.office.gate.link.DeliveryResult.Outcome;

/**
 * The circuit breaker in front of GATE: holds deliveries back while GATE is away, and finds out that it is back with a
 * probe every few seconds, then one trial delivery, then all deliveries. One per server: what one server experiences
 * proves nothing about another.
 *
 * <p>Pure: callers say what happened and when. {@link CircuitState} holds the transitions, this class the times.
 */
final class CircuitBreaker {
    /** Consecutive failures that are the link's fault, whatever the entries. */
    private static final int FAILURES = 3;

    /**
     * Interval between probes. With a probe that hangs for 3 s and a trial delivery, it stays below the 10 s within which
     * deliveries must flow again.
     */
    private static final Duration PROBE = Duration.ofSeconds(3);

    /** A trial that hangs longer than this does not block the next: GATE may be back meanwhile. */
    private static final Duration TRIAL = Duration.ofSeconds(3);

    /** After this many failed probes in a row that somebody answered, try a delivery anyway: about twice a minute. */
    private static final int PROBES_A_TRIAL = 5;

    /** Probe an idle link this often, so that its state is true. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Anything older says nothing about now: two idle probes. */
    private static final Duration JUST_NOW = Duration.ofSeconds(60);

    private CircuitState state = CircuitState.INITIAL;
    private int failures; // of deliveries, since one passed
    private int failedProbes; // in a row
    private Failure lastFailure = new Failure(Instant.MIN, "Not tried yet.");
    private Instant probeAt = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private Instant trialAt = Instant.MIN; // when the pending trial began
    private Instant passedAt = Instant.MIN; // delivery or probe
    private Instant deliveredAt = Instant.MIN;

    /**
     * Returns whether something may be delivered. Only one caller at a time gets a {@link Permit#TRIAL}, and must
     * report how it ended.
     */
    synchronized Permit permit(Instant now) {
        if (isOnHold(now)) {
            return Permit.NONE;
        }
        if (state.position() == Position.CLOSED) {
            return Permit.FLOW;
        }
        if (now.isBefore(trialAt.plus(TRIAL))) {
            return Permit.NONE;
        }
        trialAt = now;
        return Permit.TRIAL;
    }

    /** Cancels a trial that was not made. */
    synchronized void cancelTrial() {
        trialAt = Instant.MIN;
    }

    /** Whether nothing may be sent now, not even by workers that started earlier. */
    synchronized boolean isOnHold(Instant now) {
        return state.position() == Position.OPEN || now.isBefore(pausedUntil);
    }

    /**
     * Records that GATE took a delivery, or refused the document in its own words: the link works.
     *
     * @return whether it did not work before
     */
    synchronized boolean passed(Instant now) {
        boolean back = state.position() != Position.CLOSED;
        state = state.after(Event.DELIVERY_PASSED);
        passedAt = now;
        deliveredAt = now;
        failures = 0;
        failedProbes = 0;
        trialAt = Instant.MIN;
        return back;
    }

    /**
     * Records that GATE did not take a delivery.
     *
     * @param chance from 0 to 1, spreads the next probe
     */
    synchronized void failed(Instant now, DeliveryResult result, double chance) {
        failures++;
        lastFailure = new Failure(now, result.reason());
        trialAt = Instant.MIN;
        pause(now, result);
        CircuitState before = state;
        Event event =
                switch (result.outcome()) {
                    case MISCONFIGURED -> Event.DELIVERY_REFUSED;
                    case UNREACHABLE -> Event.DELIVERY_UNREACHABLE;
                    default -> failures >= FAILURES ? Event.DELIVERIES_KEEP_FAILING : Event.DELIVERY_FAILED;
                };
        state = before.after(event);
        if (event == Event.DELIVERIES_KEEP_FAILING && before.position() == Position.CLOSED) {
            probeAt = now; // nothing so far says that GATE is away
        } else if (before.position() == Position.HALF_OPEN
                || event == Event.DELIVERY_REFUSED
                || event == Event.DELIVERY_UNREACHABLE) {
            scheduleProbe(now, chance);
        }
    }

    /** Whether it is time for a probe. */
    synchronized boolean probeDue(Instant now) {
        return !now.isBefore(state.position() == Position.OPEN ? probeAt : passedAt.plus(IDLE));
    }

    /**
     * Records the result of a probe.
     *
     * @param chance from 0 to 1, spreads the next probe
     */
    synchronized ProbeResult probed(Instant now, DeliveryResult result, double chance) {
        CircuitState before = state;
        if (result.outcome() == Outcome.DELIVERED) {
            failedProbes = 0;
            passedAt = now;
            state = before.after(Event.PROBE_PASSED);
            if (before.position() != Position.OPEN) {
                return ProbeResult.NO_NEWS;
            }
            return before.down() && !state.down() ? ProbeResult.BACK : ProbeResult.TRY;
        }
        lastFailure = new Failure(now, result.reason());
        pause(now, result);
        scheduleProbe(now, chance);
        if (result.retryAfter() != null && pausedUntil.isAfter(probeAt)) {
            probeAt = pausedUntil;
        }
        failedProbes++;
        state = before.after(result.outcome() == Outcome.MISCONFIGURED ? Event.PROBE_REFUSED : Event.PROBE_FAILED);
        if (result.outcome() == Outcome.UNREACHABLE || failedProbes % PROBES_A_TRIAL != 0) {
            return ProbeResult.NO_NEWS;
        }
        state = state.after(Event.PROBES_KEEP_FAILING);
        return ProbeResult.TRY;
    }

    private void pause(Instant now, DeliveryResult result) {
        if (result.retryAfter() != null) {
            Instant until = now.plus(result.retryAfter());
            pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
        }
    }

    private void scheduleProbe(Instant now, double chance) {
        // Spread by a fifth either way: stores that lost GATE together should not come back together.
        probeAt = now.plusMillis((long) (PROBE.toMillis() * (0.8 + 0.4 * chance)));
    }

    /** Whether GATE has taken anything since a time. */
    synchronized boolean deliveredSince(Instant time) {
        return deliveredAt.isAfter(time);
    }

    /** Whether GATE has taken anything or answered a probe since a time. */
    synchronized boolean passedSince(Instant time) {
        return passedAt.isAfter(time);
    }

    /** Returns the link's state, and why it is not UP. */
    synchronized Status status(Instant now) {
        Instant recent = now.minus(JUST_NOW);
        boolean failing = failures > 0
                && !lastFailure.at().isBefore(recent)
                && lastFailure.at().isAfter(deliveredAt);
        if (state.down() || passedAt.isBefore(recent)) {
            return new Status(LinkState.DOWN, lastFailure.reason(), state.misconfigured());
        }
        if (failing || isOnHold(now)) {
            return new Status(LinkState.DEGRADED, lastFailure.reason(), false);
        }
        return new Status(LinkState.UP, "", false);
    }

    private record Failure(Instant at, String reason) {}

    /**
     * What can be said about the link.
     *
     * @param state the state
     * @param reason why it is not UP; empty when it is
     * @param misconfigured it is DOWN because GATE refuses this server, or a setting is wrong
     */
    record Status(LinkState state, String reason, boolean misconfigured) {}

    /** What a probe changed. */
    enum ProbeResult {
        /** Nothing may flow that could not before. */
        NO_NEWS,
        /** A delivery may be tried again; GATE had been there all the time, and taken none. */
        TRY,
        /** A delivery may be tried again: GATE was away. */
        BACK
    }
}
