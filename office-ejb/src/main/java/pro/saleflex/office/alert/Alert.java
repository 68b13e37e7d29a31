package pro.saleflex.office.alert;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;

/** An alert and the rules of its life; what it does to the queue of notifications is its door's business. */
@Entity
@Table(name = "alert")
class Alert {
    /** A cause that is back within this time is the same alert, and its end is told only after it. */
    static final Duration DAMPING = Duration.ofMinutes(10);

    @Id
    UUID id;

    String causeKey;

    @Enumerated(EnumType.STRING)
    AlertKind kind;

    @Enumerated(EnumType.STRING)
    Severity severity;

    UUID storeId;
    UUID terminalId;
    String facts;
    OffsetDateTime firstAt;
    OffsetDateTime lastAt;
    long times;
    OffsetDateTime openedAt;
    OffsetDateTime resolvedAt;
    UUID joinedAlertId;
    OffsetDateTime acknowledgedAt;
    String acknowledgedBy;
    String acknowledgement;
    OffsetDateTime mutedUntil;
    boolean inMaintenance;

    @Enumerated(EnumType.STRING)
    Severity toldSeverity;

    protected Alert() {}

    Alert(Cause cause, long times, OffsetDateTime firstAt, OffsetDateTime lastAt, OffsetDateTime now) {
        id = UUID.randomUUID();
        causeKey = cause.key();
        kind = cause.kind();
        storeId = cause.storeId();
        terminalId = cause.terminalId();
        this.firstAt = firstAt;
        openedAt = now;
        update(cause, times, lastAt);
    }

    boolean isOpen() {
        return resolvedAt == null;
    }

    /** Brings what is told about the cause up to date. */
    void update(Cause cause, long times, OffsetDateTime lastAt) {
        severity = cause.severity();
        facts = AlertParameters.toText(cause.parameters());
        this.times = times;
        this.lastAt = lastAt;
    }

    /** May the cause, back now, be this alert again? What was settled is over. */
    boolean reopens(OffsetDateTime now) {
        return resolvedAt != null && now.isBefore(resolvedAt.plus(DAMPING)) && !settled();
    }

    void reopen(OffsetDateTime now) {
        resolvedAt = null;
        joinedAlertId = null;
        openedAt = now;
    }

    void acknowledge(String actor, String note, OffsetDateTime now) {
        acknowledgedAt = now;
        acknowledgedBy = actor;
        acknowledgement = note;
        if (isOpen() && settled()) {
            resolvedAt = now;
        }
    }

    private boolean settled() {
        return kind.settledByAcknowledgement() && acknowledgedAt != null;
    }

    /** Should somebody be told now that it stands, or that it got worse? */
    boolean isNews(Severity least, boolean maintenance, OffsetDateTime now) {
        if (!isOpen()
                || severity.compareTo(least) < 0
                || quiet(maintenance, now)
                || now.isBefore(openedAt.plus(hold()))) {
            return false;
        }
        return toldSeverity == null ? acknowledgedAt == null : severity.compareTo(toldSeverity) > 0;
    }

    /** Should somebody be told that it is over? */
    boolean endIsNews(boolean maintenance, OffsetDateTime now) {
        return toldSeverity != null && !quiet(maintenance, now);
    }

    private boolean quiet(boolean maintenance, OffsetDateTime now) {
        return maintenance || (mutedUntil != null && now.isBefore(mutedUntil));
    }

    /** A single silent till is told only when it can no longer turn out to be one of many. */
    private Duration hold() {
        return kind == AlertKind.SILENT && terminalId != null ? MassSilenceRule.TOGETHER : Duration.ZERO;
    }

    AlertView view(boolean maintenance, Set<UUID> terminals) {
        return new AlertView(
                id,
                kind,
                severity,
                storeId,
                terminalId,
                terminals,
                causeKey,
                AlertParameters.fromText(facts),
                firstAt,
                lastAt,
                times,
                resolvedAt,
                acknowledgedAt == null
                        ? null
                        : new AlertView.Acknowledgement(acknowledgedBy, acknowledgedAt, acknowledgement),
                mutedUntil,
                isOpen() ? maintenance : inMaintenance);
    }
}
