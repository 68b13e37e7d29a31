package pro.saleflex.office.status;

import java.time.Duration;
import java.time.Instant;

/**
 * The rule that determines a terminal's state. A pure function without memory.
 *
 * <p>With a heartbeat every 5 seconds, a terminal is LATE after 7 and SILENT after 22: four missed calls and two
 * seconds for transmission. Other intervals scale. Silence counts only while we were listening: our own absence is not
 * the terminal's.
 */
final class TerminalStateRule {
    /** A call under way at the goodbye has been answered by then; a later call means that the terminal is back. */
    static final Duration GOODBYE_GRACE = Duration.ofSeconds(10);

    private static final int MISSED_CALLS = 4;
    private static final Duration TRANSMISSION = Duration.ofSeconds(2);

    private TerminalStateRule() {}

    /** The state at a moment; {@code listeningSince} is the moment since which we would have received every call. */
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
        return interval.multipliedBy(MISSED_CALLS).plus(TRANSMISSION);
    }

    /**
     * What is known of a terminal.
     *
     * @param blocked an administrator blocked it
     * @param lastContact its latest identified call; null: none ever
     * @param interval how often it calls, by heartbeat or by setting; null: unknown
     * @param goodbyeAt when it said goodbye; null: it did not, or has sent a heartbeat since
     */
    record Signs(boolean blocked, Instant lastContact, Duration interval, Instant goodbyeAt) {

        boolean saidGoodbye() {
            return goodbyeAt != null && !lastContact.isAfter(goodbyeAt.plus(GOODBYE_GRACE));
        }
    }
}
