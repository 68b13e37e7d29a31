package pro.saleflex.office.alert.delivery;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Backoff;
import pro.saleflex.office.platform.Lease;
import pro.saleflex.office.platform.Sql;

/**
 * The outbox of alert deliveries: rows under a {@link Lease} while they are sent, so that neither a restart nor a second
 * server loses or duplicates one.
 */
@Stateless
public class AlertDeliveryQueue {
    /** Longer than twice all timeouts of one attempt, so that no other server sends what this one is still sending. */
    static final Duration LEASE_LENGTH = Duration.ofMinutes(3);

    /** How long a delivery is tried: yesterday's alert is of no use to anybody. */
    private static final Duration GIVES_UP = Duration.ofDays(1);

    private static final Log LOG = Log.of(AlertDeliveryQueue.class);
    private static final int LONGEST_REASON = 500;
    private static final String IS_PENDING = " sent_at is null and given_up_at is null and cancelled_at is null";
    private static final String HELD = " where id = :id and" + Lease.HELD;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    OfficeConfig config;

    /**
     * Queues a message for each channel that is switched on, within the transaction that changes the alert.
     *
     * @param alertId the alert it is about
     * @param due the earliest time to send it
     * @return whether any channel is switched on
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean add(UUID alertId, OutgoingMessage message, OffsetDateTime due) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        Set<DeliveryChannel> channels = channels();
        channels.forEach(channel -> em.persist(new AlertDelivery(alertId, channel, message, now, due)));
        return !channels.isEmpty();
    }

    /** Cancels the alert's deliveries of this event that are neither sent nor being sent. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void cancel(UUID alertId, OutgoingMessage.Event event) {
        sql("update notification set cancelled_at = :now where" + IS_PENDING
                        + " and alert_id = :alert and event = :event and" + Lease.FREE)
                .set("now", clock.instant())
                .set("alert", alertId)
                .set("event", event)
                .update();
    }

    /** Returns the channels that are switched on. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<DeliveryChannel> channels() {
        Set<DeliveryChannel> channels = EnumSet.noneOf(DeliveryChannel.class);
        if (config.mailEnabled()) {
            channels.add(DeliveryChannel.MAIL);
        }
        if (config.webhookEnabled()) {
            channels.add(DeliveryChannel.WEBHOOK);
        }
        return channels;
    }

    /**
     * Claims the next delivery that is due. Deliveries of the same alert leave in the order in which they were queued.
     *
     * @param channels claims deliveries over these channels only
     * @return the claim; empty if nothing is due
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<ClaimedDelivery> claim(Set<DeliveryChannel> channels) {
        if (channels.isEmpty()) {
            return Optional.empty();
        }
        Lease lease = Lease.of(LEASE_LENGTH, clock);
        return lease.claim(sql("update notification set" + Lease.TAKE + ", attempts = attempts + 1 where id ="
                        + " (select n.id from notification n where" + IS_PENDING + " and "
                        + Backoff.due("n.next_attempt_at") + " and"
                        + Lease.FREE + " and n.channel = any (cast(:channels as text[]))"
                        + " and not exists (select from notification where" + IS_PENDING + " and alert_id = n.alert_id"
                        + " and channel = n.channel and position < n.position)"
                        + " order by n.next_attempt_at, n.position limit 1" + Lease.LOCK + ")"
                        + " returning id, channel, subject, body, attempts, queued_at"))
                .set("channels", channels)
                .first(row -> new ClaimedDelivery(
                        row.id("id"),
                        lease,
                        DeliveryChannel.valueOf(row.text("channel")),
                        row.text("subject"),
                        row.text("body"),
                        row.integer("attempts"),
                        row.instant("queued_at")));
    }

    /** Marks a claimed delivery as sent. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sent(ClaimedDelivery delivery) {
        int marked = sql("update notification set sent_at = :now," + Lease.GIVE_BACK + ", last_error = null" + HELD)
                .set("now", clock.instant())
                .set("id", delivery.id())
                .set("token", delivery.lease().token())
                .update();
        if (marked == 0) {
            LOG.log(
                    Level.WARNING,
                    "Alert delivery {0} took longer than its lease; it may be sent twice.",
                    delivery.id());
        }
    }

    /** Marks a claimed delivery as failed. It is retried after a back-off, or given up after a day. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void failed(ClaimedDelivery delivery, String reason) {
        Instant now = clock.instant();
        boolean givenUp = !now.isBefore(delivery.queuedAt().plus(GIVES_UP));
        Duration wait =
                Backoff.after(delivery.attempts(), ThreadLocalRandom.current().nextDouble());
        sql("update notification set" + Lease.GIVE_BACK + ", last_error = :error, next_attempt_at = :next,"
                        + " given_up_at = cast(:given_up_at as timestamptz)" + HELD)
                .set("error", reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON))
                .set("next", now.plus(wait))
                .set("given_up_at", givenUp ? now : null)
                .set("id", delivery.id())
                .set("token", delivery.lease().token())
                .update();
        LOG.log(
                givenUp ? Level.SEVERE : Level.WARNING,
                givenUp
                        ? "Giving up alert delivery {0} ({1}, {2}) after a day and {3} attempts: {4}"
                        : "Attempt {3} of alert delivery {0} ({1}, {2}) failed and will be retried: {4}",
                new Object[] {delivery.id(), delivery.channel(), delivery.subject(), delivery.attempts(), reason});
    }

    /** Gives up deliveries that have waited a day for a channel that is switched off. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void giveUpWithoutChannel() {
        Set<DeliveryChannel> off = EnumSet.complementOf(EnumSet.copyOf(channels()));
        if (off.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        int givenUp = sql("update notification set given_up_at = :now, last_error = :reason where" + IS_PENDING
                        + " and queued_at <= :before and channel = any (cast(:channels as text[]))")
                .set("now", now)
                .set("reason", "The channel is switched off.")
                .set("before", now.minus(GIVES_UP))
                .set("channels", off)
                .update();
        if (givenUp > 0) {
            LOG.log(
                    Level.SEVERE,
                    "Gave up {0} alert deliveries, because their channels ({1}) are switched off.",
                    new Object[] {givenUp, off});
        }
    }

    private Sql sql(String statement) {
        return Sql.query(em, statement);
    }
}
