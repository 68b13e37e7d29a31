package pro.saleflex.office.gate.link;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls from GATE while it is away, and finds out that it is back: with one probe every few seconds, then with one
 * delivery, then all flows. One per server; what one server meets is no proof for another.
 *
 * <p>Pure: told what happened and when.
 */
final class CircuitBreaker {
    /** So many failures in a row, at whatever entries, are the link's. */
    private static final int FAILURES = 3;

    /** With the 3 s of a probe that hangs, and a delivery, this keeps below the 10 s in which all must flow again. */
    private static final Duration PROBE = Duration.ofSeconds(3);

    /** A trial that hangs for longer keeps nobody from another: GATE may be back meanwhile. */
    private static final Duration TRIAL = Duration.ofSeconds(3);

    /** After so many probes in a row that reached somebody and failed, a delivery is tried all the same: twice a minute or so. */
    private static final int PROBES_A_TRIAL = 5;

    /** An idle link is tried this often, so that what is said about it is true. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** What is older says nothing about now: two idle probes. */
    private static final Duration JUST_NOW = Duration.ofSeconds(60);

    private Position position = Position.OPEN; // nothing is known: it begins with a probe
    private Instant probeAt = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private Instant trialAt; // null: none is under way
    private boolean away = true;
    private boolean misconfigured;
    private boolean turnedAway; // misconfigured, and it was a delivery that showed it
    private int failedProbes; // in a row
    private int failures;
    private Instant passedAt;
    private Instant deliveredAt;
    private Instant failedAt;
    private String reason = "";

    /** May something be delivered? A {@link Permit#TRIAL} is given to one caller at a time, who says how it ended. */
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

    /** A trial that was not made. */
    synchronized void giveBack() {
        trialAt = null;
    }

    /** Is nothing to be sent just now, not even by who began before? */
    synchronized boolean holds(Instant now) {
        return position == Position.OPEN || now.isBefore(pausedUntil);
    }

    /** GATE took something, or refused it in its own words: the link works. Says whether it did not before. */
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

    /** GATE did not take something. */
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
            away &= failedProbes > 0; // its health says that it is there
            misconfigured &= away;
            open(now, chance);
        } else if (position == Position.CLOSED && failures >= FAILURES) {
            position = Position.OPEN;
            probeAt = now; // so far nothing speaks for it that GATE is not there
        } // else it is open: what began before that says nothing new
    }

    /** Is it time for a probe? */
    synchronized boolean probeDue(Instant now) {
        return position == Position.OPEN
                ? !now.isBefore(probeAt)
                : passedAt == null || !now.isBefore(passedAt.plus(IDLE));
    }

    /** How a probe ended; says what that brings. */
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
            position = Position.HALF_OPEN; // somebody is there: it may be its health alone that is slow, or not offered
            return Probed.TRY;
        }
        failedProbes = 0;
        passedAt = now;
        boolean wasAway = away;
        away = turnedAway; // who is turned away learns nothing from GATE's health: a delivery has to pass
        misconfigured = turnedAway;
        if (position != Position.OPEN) {
            return Probed.NO_NEWS;
        }
        position = Position.HALF_OPEN; // a delivery has to show that they pass again
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
        // A fifth less or more: several stores that lost GATE together do not come back together.
        probeAt = now.plusMillis((long) (PROBE.toMillis() * (0.8 + 0.4 * chance)));
    }

    /** Did GATE take something at some time behind another? */
    synchronized boolean deliveredSince(Instant time) {
        return deliveredAt != null && deliveredAt.isAfter(time);
    }

    /** Did GATE take something, or answer a probe, at some time behind another? */
    synchronized boolean passedSince(Instant time) {
        return passedAt != null && passedAt.isAfter(time);
    }

    /** Its state, and why it is not UP. */
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
     * What can be said.
     *
     * @param state the state
     * @param reason why it is not UP; empty when it is
     * @param misconfigured it is DOWN because GATE turns us away, or a setting is wrong
     */
    record Seen(LinkState state, String reason, boolean misconfigured) {}

    /** What a probe brought. */
    enum Probed {
        /** Nothing may flow that could not before. */
        NO_NEWS,
        /** A delivery may be tried again; GATE had been there all the time, and taken none. */
        TRY,
        /** A delivery may be tried again: GATE was away. */
        BACK
    }

    private enum Position {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
