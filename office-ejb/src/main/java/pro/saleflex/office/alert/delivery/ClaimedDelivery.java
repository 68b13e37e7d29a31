package pro.saleflex.office.alert.delivery;

import java.time.Instant;
import java.util.UUID;
import pro.saleflex.office.platform.Lease;

/**
 * A delivery under a lease, to be sent now by its holder alone.
 *
 * @param id its idempotency key: the same at each attempt, so that a receiver recognizes a duplicate
 * @param lease on it
 * @param channel the channel to send it over
 * @param subject one line
 * @param body the content to send
 * @param attempts number of this attempt, from 1
 * @param queuedAt when it was queued
 */
public record ClaimedDelivery(
        UUID id, Lease lease, DeliveryChannel channel, String subject, String body, int attempts, Instant queuedAt) {}
