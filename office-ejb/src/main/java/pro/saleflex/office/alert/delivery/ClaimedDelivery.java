package pro.saleflex.office.alert.delivery;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A delivery under a lease, to be sent now by the holder of its token.
 *
 * @param id its idempotency key: the same at each attempt, so that a receiver recognizes a duplicate
 * @param token the token of this claim
 * @param channel the channel to send it over
 * @param subject one line
 * @param body the content to send
 * @param attempts number of this attempt, from 1
 * @param queuedAt when it was queued
 */
public record ClaimedDelivery(
        UUID id,
        UUID token,
        DeliveryChannel channel,
        String subject,
        String body,
        int attempts,
        OffsetDateTime queuedAt) {}
