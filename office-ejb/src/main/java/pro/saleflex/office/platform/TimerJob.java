package pro.saleflex.office.platform;

import java.time.Duration;
import java.util.Locale;

/** What timers do, and how often; a new timer adds its line. */
public enum TimerJob {
    /** Asks the database for a sign of life. */
    DATABASE_LOOK(Duration.ofSeconds(1)),
    /** Tries a database that could not be prepared again. */
    SCHEMA_LOOK(Duration.ofSeconds(5)),
    /** Writes contacts. */
    CONTACT_WRITE(Duration.ofSeconds(1)),
    /** Looks whose calls are missing. */
    SILENCE_LOOK(Duration.ofSeconds(1)),
    /** Looks whose silence is an alert. */
    SILENCE_ALERT_LOOK(Duration.ofSeconds(1)),
    /** Counts missing receipts. */
    GAP_COUNT(Duration.ofMinutes(1)),
    /** Looks for card numbers in clear. */
    CARD_NUMBER_LOOK(Duration.ofSeconds(10)),
    /** Compares former conflicts anew. */
    FORMER_CONFLICT_LOOK(Duration.ofSeconds(30)),
    /** Makes projections anew by newer rules. */
    RENEWAL(Duration.ofSeconds(1)),
    /** Thins the history of states. */
    HISTORY_THINNING(Duration.ofDays(1)),
    /** Looks for what leads to alerts. */
    ALERT_LOOK(Duration.ofSeconds(10)),
    /** Looks for what tills report that leads to alerts. */
    TILL_ALERT_LOOK(Duration.ofSeconds(10)),
    /** Looks for missing receipts that lead to alerts. */
    GAP_ALERT_LOOK(Duration.ofMinutes(1)),
    /** Looks for what other servers changed on the board. */
    BOARD_LOOK(Duration.ofSeconds(1)),
    /** Thins the history of alerts. */
    ALERT_THINNING(Duration.ofDays(1)),
    /** Sends notifications: a hundred in one run, each for as long as a channel may take. */
    NOTIFICATION_RELAY(Duration.ofSeconds(5), Duration.ofMinutes(20)),
    /** Looks whether GATE is there. */
    GATE_LINK_LOOK(Duration.ofSeconds(1)),
    /** Wakes who brings documents to GATE, should a wake-up have been lost. */
    GATE_RELAY(Duration.ofSeconds(1)),
    /** Pulls master data from GATE: all of a store's, page by page, should it come to that. */
    GATE_PULL(Duration.ofSeconds(1), Duration.ofHours(3)),
    /** Gets notifications from GATE and says which were read: a hundred calls in one run, each with its total time. */
    GATE_NOTIFICATION_PULL(Duration.ofSeconds(1), Duration.ofMinutes(30)),
    /** Tells GATE how the terminals are doing. */
    GATE_STATUS(Duration.ofSeconds(1), Duration.ofMinutes(2)),
    /** Notes how far documents have reached GATE. */
    GATE_SAMPLE(Duration.ofMinutes(1)),
    /** Looks for what leads to alerts about GATE. */
    GATE_ALERT_LOOK(Duration.ofSeconds(10));

    private final Duration patience;

    TimerJob(Duration interval) {
        this(interval, Duration.ofSeconds(30));
    }

    /** A run may take this long and is late only after it and three intervals. */
    TimerJob(Duration interval, Duration longestRun) {
        this.patience = interval.multipliedBy(3).plus(longestRun);
    }

    /** With the last run longer ago than this, something is wrong with the timer. */
    Duration patience() {
        return patience;
    }

    /** As it is shown to administrators. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
