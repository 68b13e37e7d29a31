package pro.saleflex.office.alert.delivery;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Backoff;

/**
 * The outbox of alert deliveries: rows with leases, so that neither a restart nor a second server loses or duplicates
 * one.
 */
@Stateless
public class AlertDeliveryQueue {
    /** Longer than twice all timeouts of one attempt, so that no other server sends what this one is still sending. */
    static final Duration LEASE = Duration.ofMinutes(3);

    /** How long a delivery is tried: yesterday's alert is of no use to anybody. */
    private static final Duration GIVES_UP = Duration.ofDays(1);

    private static final Log LOG = Log.of(AlertDeliveryQueue.class);
    private static final int LONGEST_REASON = 500;
    private static final String IS_PENDING = " sent_at is null and given_up_at is null and cancelled_at is null ";

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
        OffsetDateTime now = now();
        Set<DeliveryChannel> channels = channels();
        channels.forEach(channel -> em.persist(new AlertDelivery(alertId, channel, message, now, due)));
        return !channels.isEmpty();
    }

    /** Cancels the alert's deliveries of this event that are neither sent nor being sent. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void cancel(UUID alertId, OutgoingMessage.Event event) {
        em.createNativeQuery("update notification set cancelled_at = ?1 where" + IS_PENDING
                        + "and alert_id = ?2 and event = ?3 and (leased_until is null or leased_until < ?1)")
                .setParameter(1, now())
                .setParameter(2, alertId)
                .setParameter(3, event.name())
                .executeUpdate();
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
        OffsetDateTime now = now();
        UUID token = UUID.randomUUID();
        List<?> rows = em.createNativeQuery("update notification set claim_token = ?1, leased_until = ?2,"
                        + " attempts = attempts + 1 where id = (select n.id from notification n where n."
                        + "sent_at is null and n.given_up_at is null and n.cancelled_at is null"
                        + " and n.next_attempt_at <= ?3 and (n.leased_until is null or n.leased_until < ?3)"
                        + " and n.channel in (" + names(channels) + ")"
                        + " and not exists (select from notification e where e.alert_id = n.alert_id"
                        + " and e.channel = n.channel and e.position < n.position"
                        + " and e.sent_at is null and e.given_up_at is null and e.cancelled_at is null)"
                        + " order by n.next_attempt_at, n.position limit 1 for update skip locked)"
                        + " returning id, channel, subject, body, attempts, queued_at")
                .setParameter(1, token)
                .setParameter(2, now.plus(LEASE))
                .setParameter(3, now)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new ClaimedDelivery(
                        (UUID) row[0],
                        token,
                        DeliveryChannel.valueOf((String) row[1]),
                        (String) row[2],
                        (String) row[3],
                        ((Number) row[4]).intValue(),
                        ((java.sql.Timestamp) row[5]).toInstant().atOffset(ZoneOffset.UTC)))
                .findFirst();
    }

    /** Marks a claimed delivery as sent. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sent(ClaimedDelivery claimed) {
        int marked = em.createNativeQuery(
                        "update notification set sent_at = ?1, leased_until = null, claim_token = null,"
                                + " last_error = null where id = ?2 and claim_token = ?3")
                .setParameter(1, now())
                .setParameter(2, claimed.id())
                .setParameter(3, claimed.token())
                .executeUpdate();
        if (marked == 0) {
            LOG.log(
                    Level.WARNING,
                    "Alert delivery {0} took longer than its lease; it may be sent twice.",
                    claimed.id());
        }
    }

    /** Marks a claimed delivery as failed. It is retried after a back-off, or given up after a day. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void failed(ClaimedDelivery claimed, String reason) {
        OffsetDateTime now = now();
        boolean givenUp = !now.isBefore(claimed.queuedAt().plus(GIVES_UP));
        Duration wait =
                Backoff.after(claimed.attempts(), ThreadLocalRandom.current().nextDouble());
        em.createNativeQuery("update notification set leased_until = null, claim_token = null, last_error = ?1,"
                        + " next_attempt_at = ?2, given_up_at = ?3 where id = ?4 and claim_token = ?5")
                .setParameter(1, reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON))
                .setParameter(2, now.plus(wait))
                .setParameter(3, givenUp ? now : null)
                .setParameter(4, claimed.id())
                .setParameter(5, claimed.token())
                .executeUpdate();
        LOG.log(
                givenUp ? Level.SEVERE : Level.WARNING,
                givenUp
                        ? "Giving up alert delivery {0} ({1}, {2}) after a day and {3} attempts: {4}"
                        : "Attempt {3} of alert delivery {0} ({1}, {2}) failed and will be retried: {4}",
                new Object[] {claimed.id(), claimed.channel(), claimed.subject(), claimed.attempts(), reason});
    }

    /** Gives up deliveries that have waited a day for a channel that is switched off. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void giveUpWithoutChannel() {
        Set<DeliveryChannel> off = EnumSet.complementOf(EnumSet.copyOf(channels()));
        if (off.isEmpty()) {
            return;
        }
        OffsetDateTime now = now();
        int givenUp = em.createNativeQuery("update notification set given_up_at = ?1, last_error = ?2 where"
                        + IS_PENDING + "and queued_at <= ?3 and channel in (" + names(off) + ")")
                .setParameter(1, now)
                .setParameter(2, "The channel is switched off.")
                .setParameter(3, now.minus(GIVES_UP))
                .executeUpdate();
        if (givenUp > 0) {
            LOG.log(
                    Level.SEVERE,
                    "Gave up {0} alert deliveries, because their channels ({1}) are switched off.",
                    new Object[] {givenUp, off});
        }
    }

    private static String names(Set<DeliveryChannel> channels) {
        return channels.stream().map(channel -> "'" + channel.name() + "'").collect(Collectors.joining(", "));
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
