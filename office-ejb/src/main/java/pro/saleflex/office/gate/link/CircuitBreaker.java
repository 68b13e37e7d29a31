package pro.saleflex.office.gate.link;

import java.time.Duration;
import java.time.Instant;

/**
 * The circuit breaker of the link: holds calls back while GATE is away and finds out when it is back, first with one
 * probe every few seconds, then with one trial delivery, then everything flows. One per server, because what one server
 * experiences proves nothing for another.
 *
 * <p>Pure: it has no clock and makes no calls; callers report what happened and when.
 */
final class CircuitBreaker {
    /** This many failures in a row, of any entries, are the link's fault. */
    private static final int FAILURES = 3;

    /**
     * Together with the 3 s of a probe that hangs, and a delivery, this stays below the 10 s in which all must flow
     * again.
     */
    private static final Duration PROBE = Duration.ofSeconds(3);

    /** A trial that hangs for longer does not block the next one: GATE may be back meanwhile. */
    private static final Duration TRIAL = Duration.ofSeconds(3);

    /**
     * After this many probes in a row that reached GATE and failed, a delivery is tried anyway: about twice a minute.
     */
    private static final int PROBES_A_TRIAL = 5;

    /** An idle link is probed this often, so that its reported state is true. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Older results say nothing about the present: two idle probes. */
    private static final Duration JUST_NOW = Duration.ofSeconds(60);

    private Position position = Position.OPEN; // nothing is known yet, so it starts with a probe
    private Instant probeAt = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private Instant trialAt; // null: no trial is under way
    private boolean away = true;
    private boolean misconfigured;
    private boolean turnedAway; // misconfigured, as shown by a delivery
    private int failedProbes; // in a row
    private int failures;
    private Instant passedAt;
    private Instant deliveredAt;
    private Instant failedAt;
    private String reason = "";

    /**
     * Whether the caller may deliver. A {@link Permit#TRIAL} goes to one caller at a time, who reports how it ended.
     */
    synchronized Permit permit(Instant now) {
        if (holds(now)) {
            return Permit.NONE;
        }
        if (position == Position.CLOSED) {
            return Permit.FLOW;
        }
        if (trialAt != null && now.isBefore(trialAt.plus(TRIAL))) {
            return Permit.NONE;
        }
        trialAt = now;
        return Permit.TRIAL;
    }

    /** Cancels a trial that was not made. */
    synchronized void giveBack() {
        trialAt = null;
    }

    /** Whether nothing may be sent now, not even by callers that already have a permit. */
    synchronized boolean holds(Instant now) {
        return position == Position.OPEN || now.isBefore(pausedUntil);
    }

    /** GATE accepted a delivery, or refused it itself: the link works. Returns whether it did not work before. */
    synchronized boolean passed(Instant now) {
        boolean back = position != Position.CLOSED;
        position = Position.CLOSED;
        passedAt = now;
        deliveredAt = now;
        away = false;
        misconfigured = false;
        turnedAway = false;
        failures = 0;
        failedProbes = 0;
        trialAt = null;
        return back;
    }

    /** A delivery failed. */
    synchronized void failed(Instant now, DeliveryResult verdict, double chance) {
        failures++;
        failedAt = now;
        reason = verdict.reason();
        trialAt = null;
        pause(now, verdict);
        turnedAway = verdict.outcome() == DeliveryResult.Outcome.MISCONFIGURED || (turnedAway && position == Position.OPEN);
        if (verdict.outcome() == DeliveryResult.Outcome.MISCONFIGURED || verdict.outcome() == DeliveryResult.Outcome.UNREACHABLE) {
            away = true;
            misconfigured = verdict.outcome() == DeliveryResult.Outcome.MISCONFIGURED;
            open(now, chance);
        } else if (position == Position.HALF_OPEN) {
            away &= failedProbes > 0; // its health endpoint says that it is there
            misconfigured &= away;
            open(now, chance);
        } else if (position == Position.CLOSED && failures >= FAILURES) {
            position = Position.OPEN;
            probeAt = now; // so far nothing suggests that GATE is away
        } // else it is open already: a delivery that started before says nothing new
    }

    /** Whether a probe is due. */
    synchronized boolean probeDue(Instant now) {
        return position == Position.OPEN
                ? !now.isBefore(probeAt)
                : passedAt == null || !now.isBefore(passedAt.plus(IDLE));
    }

    /** Reports the result of a probe; returns what follows from it. */
    synchronized Probed probed(Instant now, DeliveryResult verdict, double chance) {
        if (verdict.outcome() != DeliveryResult.Outcome.DELIVERED) {
            failedAt = now;
            reason = verdict.reason();
            away = true;
            turnedAway = false;
            misconfigured = verdict.outcome() == DeliveryResult.Outcome.MISCONFIGURED;
            pause(now, verdict);
            open(now, chance);
            if (verdict.retryAfter() != null && pausedUntil.isAfter(probeAt)) {
                probeAt = pausedUntil;
            }
            failedProbes++;
            if (verdict.outcome() == DeliveryResult.Outcome.UNREACHABLE || failedProbes % PROBES_A_TRIAL != 0) {
                return Probed.NO_NEWS;
            }
            position = Position.HALF_OPEN; // GATE answers: perhaps only its health endpoint is slow or missing
            return Probed.TRY;
        }
        failedProbes = 0;
        passedAt = now;
        boolean wasAway = away;
        away = turnedAway; // while GATE rejects us, its health says nothing: a delivery has to pass
        misconfigured = turnedAway;
        if (position != Position.OPEN) {
            return Probed.NO_NEWS;
        }
        position = Position.HALF_OPEN; // a delivery has to show that deliveries pass again
        return wasAway && !away ? Probed.BACK : Probed.TRY;
    }

    private void pause(Instant now, DeliveryResult verdict) {
        if (verdict.retryAfter() != null) {
            Instant until = now.plus(verdict.retryAfter());
            pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
        }
    }

    private void open(Instant now, double chance) {
        position = Position.OPEN;
        // Jitter of a fifth: stores that lost GATE together do not come back together.
        probeAt = now.plusMillis((long) (PROBE.toMillis() * (0.8 + 0.4 * chance)));
    }

    /** Whether GATE has accepted a delivery since a time. */
    synchronized boolean deliveredSince(Instant time) {
        return deliveredAt != null && deliveredAt.isAfter(time);
    }

    /** Whether GATE has accepted a delivery or answered a probe since a time. */
    synchronized boolean passedSince(Instant time) {
        return passedAt != null && passedAt.isAfter(time);
    }

    /** The state of the link, and why it is not UP. */
    synchronized Seen seen(Instant now) {
        boolean passed = passedAt != null && !passedAt.isBefore(now.minus(JUST_NOW));
        boolean fails = failedAt != null
                && !failedAt.isBefore(now.minus(JUST_NOW))
                && failures > 0
                && (deliveredAt == null || failedAt.isAfter(deliveredAt));
        if (away || !passed) {
            return new Seen(LinkState.DOWN, reason.isEmpty() ? "Not tried yet." : reason, misconfigured);
        }
        if (fails || position == Position.OPEN || now.isBefore(pausedUntil)) {
            return new Seen(LinkState.DEGRADED, reason, false);
        }
        return new Seen(LinkState.UP, "", false);
    }

    /**
     * State of the link, as it is reported.
     *
     * @param state of the link
     * @param reason why it is not UP; empty if it is
     * @param misconfigured it is DOWN because GATE rejects us or a setting is wrong
     */
    record Seen(LinkState state, String reason, boolean misconfigured) {}

    /** What follows from a probe. */
    enum Probed {
        /** Nothing changes. */
        NO_NEWS,
        /** A delivery may be tried; GATE was there all the time but accepted none. */
        TRY,
        /** A delivery may be tried; GATE was away and is back. */
        BACK
    }

    private enum Position {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
