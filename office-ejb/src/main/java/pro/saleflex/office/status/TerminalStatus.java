package pro.saleflex.office.status;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/** The status of a terminal, as last known. Changed only while the row is locked. */
@Entity
@Table(name = "terminal_status")
class TerminalStatus {
    @Id
    UUID terminalId;

    UUID storeId;

    @Enumerated(EnumType.STRING)
    TerminalState state;

    OffsetDateTime stateSince;
    OffsetDateTime lastSeen;
    OffsetDateTime lastHeartbeat;
    OffsetDateTime goodbyeAt;
    Integer intervalSeconds;
    String activity;
    String cashier;
    String softwareVersion;
    Long uptimeSeconds;
    Long openClosureNumber;
    Long lastReceiptNumber;
    Long waitingDocuments;
    OffsetDateTime oldestWaitingSince;
    Long clockSkewMs;
    String peripherals;
    String health;
    String network;
    String other;
    String shortened;
    long gaps;
    long changedNo;

    protected TerminalStatus() {}

    void contact(Instant at) {
        if (lastSeen == null || lastSeen.toInstant().isBefore(at)) {
            lastSeen = at(at);
        }
    }

    void heartbeat(Heartbeat heartbeat, int defaultInterval, Instant now) {
        contact(now);
        lastHeartbeat = at(now);
        goodbyeAt = heartbeat.activity() == Heartbeat.Activity.CLOSED ? at(now) : null;
        intervalSeconds = heartbeat.intervalSeconds() == null ? defaultInterval : heartbeat.intervalSeconds();
        activity = heartbeat.activity() == null
                ? null
                : heartbeat.activity().name().toLowerCase(Locale.ROOT);
        cashier = storable(heartbeat.cashier());
        softwareVersion = storable(heartbeat.softwareVersion());
        uptimeSeconds = heartbeat.uptimeSeconds();
        openClosureNumber = heartbeat.openClosureNumber();
        lastReceiptNumber = heartbeat.lastReceiptNumber();
        waitingDocuments = heartbeat.waitingDocuments();
        oldestWaitingSince = heartbeat.oldestWaitingSeconds() == null
                ? null
                : at(now.minusSeconds(heartbeat.oldestWaitingSeconds()));
        clockSkewMs = heartbeat.sentAt() == null
                ? null
                : Duration.between(now, heartbeat.sentAt()).toMillis();
        peripherals = storable(heartbeat.peripherals());
        health = storable(heartbeat.health());
        network = storable(heartbeat.network());
        other = storable(heartbeat.other());
        shortened = heartbeat.shortened();
    }

    TerminalChanged changed() {
        return new TerminalChanged(terminalId, storeId, changedNo, lastSeen == null ? null : lastSeen.toInstant());
    }

    TerminalStateRule.Signs signs(boolean blocked) {
        return new TerminalStateRule.Signs(
                blocked,
                lastSeen == null ? null : lastSeen.toInstant(),
                intervalSeconds == null ? null : Duration.ofSeconds(intervalSeconds),
                goodbyeAt == null ? null : goodbyeAt.toInstant());
    }

    /**
     * Changes the state. Returns whether the change belongs in the history, where being late is part of being online.
     */
    boolean changeState(TerminalState next, Instant now) {
        boolean recorded = withoutLate(next) != withoutLate(state);
        state = next;
        if (recorded) {
            stateSince = at(now);
        }
        return recorded;
    }

    /** The state as in the history: ONLINE for LATE. */
    static TerminalState withoutLate(TerminalState state) {
        return state == TerminalState.LATE ? TerminalState.ONLINE : state;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * PostgreSQL accepts neither NUL nor half a surrogate pair. Pages isolate the text's direction from that of their
     * own text; an isolation character in it could undo that, so these are removed.
     */
    private static String storable(String text) {
        return text == null ? null : text.replaceAll("[\\x00\\p{Cs}]", "\uFFFD").replaceAll("[\\u2066-\\u2069]", "");
    }
}
