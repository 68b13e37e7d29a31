package pro.saleflex.office.status;

import java.time.Duration;
import java.time.Instant;

/**
 * The rule by which a terminal has a state; nothing but what it is given, and no memory.
 *
 * <p>At a heartbeat every 5 seconds a terminal is LATE after 7 and SILENT after 22: four missed, and two seconds for the
 * way. Other intervals scale. Silence counts from when we were listening: our own absence is not the terminal's.
 */
final class TerminalStateRule {
    /** A call that was under way at the goodbye is answered by then; what comes later means that it is back. */
    static final Duration GOODBYE_GRACE = Duration.ofSeconds(10);

    private static final int MISSED = 4;
    private static final Duration ON_THE_WAY = Duration.ofSeconds(2);

    private TerminalStateRule() {}

    /** The state at a moment; {@code listeningSince} is the moment from which we would have heard every call. */
    static TerminalState of(Signs signs, Instant listeningSince, Instant now) {
        if (signs.blocked()) {
            return TerminalState.BLOCKED;
        }
        if (signs.lastContact() == null) {
            return TerminalState.NEVER_SEEN;
        }
        if (signs.saidGoodbye()) {
            return TerminalState.CLOSED;
        }
        if (signs.interval() == null) {
            return TerminalState.ON_DEMAND;
        }
        Instant from = signs.lastContact().isAfter(listeningSince) ? signs.lastContact() : listeningSince;
        Duration quiet = Duration.between(from, now);
        if (quiet.compareTo(silentAfter(signs.interval())) >= 0) {
            return TerminalState.SILENT;
        }
        return quiet.compareTo(lateAfter(signs.interval())) >= 0 ? TerminalState.LATE : TerminalState.ONLINE;
    }

    static Duration lateAfter(Duration interval) {
        return interval.multipliedBy(7).dividedBy(5);
    }

    static Duration silentAfter(Duration interval) {
        return interval.multipliedBy(MISSED).plus(ON_THE_WAY);
    }

    /**
     * What is known of a terminal.
     *
     * @param blocked an administrator blocked it
     * @param lastContact its latest identified call; null: none ever
     * @param interval how often it calls, by heartbeat or by setting; null: nobody said
     * @param goodbyeAt when it said goodbye; null: it did not, or a heartbeat came since
     */
    record Signs(boolean blocked, Instant lastContact, Duration interval, Instant goodbyeAt) {

        boolean saidGoodbye() {
            return goodbyeAt != null && !lastContact.isAfter(goodbyeAt.plus(GOODBYE_GRACE));
        }
    }
}
