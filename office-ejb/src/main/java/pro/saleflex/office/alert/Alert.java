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

/** An alert's row and the rules of its life cycle. {@link Alerts} queues the deliveries that follow from it. */
@Entity
@Table(name = "alert")
class Alert {
    /**
     * Damps a flapping cause: one that returns within this time reopens its alert, and the end is announced only then.
     */
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

    /** Updates what people are shown about the cause. */
    void update(Cause cause, long times, OffsetDateTime lastAt) {
        severity = cause.severity();
        facts = AlertParameters.toText(cause.parameters());
        this.times = times;
        this.lastAt = lastAt;
    }

    /** Whether this alert reopens if its cause returns now. It does not if an acknowledgement resolved it. */
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

    /** Whether to announce now that the alert is open or got worse. */
    boolean isNews(Severity least, boolean maintenance, OffsetDateTime now) {
        if (!isOpen()
                || severity.compareTo(least) < 0
                || isSuppressed(maintenance, now)
                || now.isBefore(openedAt.plus(holdBack()))) {
            return false;
        }
        return toldSeverity == null ? acknowledgedAt == null : severity.compareTo(toldSeverity) > 0;
    }

    /** Whether to announce that the alert is resolved. */
    boolean endIsNews(boolean maintenance, OffsetDateTime now) {
        return toldSeverity != null && !isSuppressed(maintenance, now);
    }

    private boolean isSuppressed(boolean maintenance, OffsetDateTime now) {
        return maintenance || (mutedUntil != null && now.isBefore(mutedUntil));
    }

    /** Returns how long to wait before announcing: a silent terminal may still turn out to be one of many. */
    private Duration holdBack() {
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
