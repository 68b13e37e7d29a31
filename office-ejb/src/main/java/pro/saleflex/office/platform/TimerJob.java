package pro.saleflex.office.platform;

import java.time.Duration;
import java.util.Locale;

/** The timers' jobs and their intervals. A new timer adds a constant. */
public enum TimerJob {
    /** Pings the database. */
    DATABASE_LOOK(Duration.ofSeconds(1)),
    /** Retries preparing the database. */
    SCHEMA_LOOK(Duration.ofSeconds(5)),
    /** Writes contacts to the database. */
    CONTACT_WRITE(Duration.ofSeconds(1)),
    /** Looks for terminals whose calls are overdue. */
    SILENCE_LOOK(Duration.ofSeconds(1)),
    /** Raises alerts for silent terminals. */
    SILENCE_ALERT_LOOK(Duration.ofSeconds(1)),
    /** Counts missing receipts. */
    GAP_COUNT(Duration.ofMinutes(1)),
    /** Looks for unmasked card numbers. */
    CARD_NUMBER_LOOK(Duration.ofSeconds(10)),
    /** Rechecks older conflicts by the current rules. */
    FORMER_CONFLICT_LOOK(Duration.ofSeconds(30)),
    /** Rebuilds projections by newer rules. */
    RENEWAL(Duration.ofSeconds(1)),
    /** Thins out the history of states. */
    HISTORY_THINNING(Duration.ofDays(1)),
    /** Looks for causes of alerts. */
    ALERT_LOOK(Duration.ofSeconds(10)),
    /** Looks for causes of alerts in what terminals report. */
    TILL_ALERT_LOOK(Duration.ofSeconds(10)),
    /** Raises alerts for missing receipts. */
    GAP_ALERT_LOOK(Duration.ofMinutes(1)),
    /** Looks for changes to the board by other servers. */
    BOARD_LOOK(Duration.ofSeconds(1)),
    /** Thins out the history of alerts. */
    ALERT_THINNING(Duration.ofDays(1)),
    /** Sends alerts: a hundred a run, each of which may take a channel's whole time limit. */
    NOTIFICATION_RELAY(Duration.ofSeconds(5), Duration.ofMinutes(20)),
    /** Checks whether GATE is reachable. */
    GATE_LINK_LOOK(Duration.ofSeconds(1)),
    /** Starts missing delivery workers. */
    GATE_RELAY(Duration.ofSeconds(1)),
    /** Pulls master data from GATE: in the worst case all data of every store, page by page. */
    GATE_PULL(Duration.ofSeconds(1), Duration.ofHours(3)),
    /**
     * Fetches notifications from GATE and returns those that were read: a hundred calls a run, each within its total
     * time.
     */
    GATE_NOTIFICATION_PULL(Duration.ofSeconds(1), Duration.ofMinutes(30)),
    /** Reports the terminals' states to GATE. */
    GATE_STATUS(Duration.ofSeconds(1), Duration.ofMinutes(2)),
    /** Samples the progress of deliveries to GATE. */
    GATE_SAMPLE(Duration.ofMinutes(1)),
    /** Looks for causes of alerts about GATE. */
    GATE_ALERT_LOOK(Duration.ofSeconds(10)),
    /** Starts the archive's writer if it is missing. */
    ARCHIVE_WRITE(Duration.ofSeconds(1)),
    /** Looks for causes of alerts about the archive. */
    ARCHIVE_ALERT_LOOK(Duration.ofSeconds(5)),
    /** Starts verifications, rehearsals of the restore and backups that are due, and looks for causes of alerts. */
    ARCHIVE_CHECK(Duration.ofSeconds(5));

    private final Duration staleAfter;

    TimerJob(Duration interval) {
        this(interval, Duration.ofSeconds(30));
    }

    /** The timer is stale after three intervals plus its longest permitted run. */
    TimerJob(Duration interval, Duration longestRun) {
        this.staleAfter = interval.multipliedBy(3).plus(longestRun);
    }

    /** If the last run ended longer ago than this, the timer is stale. */
    Duration staleAfter() {
        return staleAfter;
    }

    /** The name that administrators see. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
