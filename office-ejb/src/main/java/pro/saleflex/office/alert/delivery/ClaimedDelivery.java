package pro.saleflex.office.alert.delivery;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A notification that is to be sent now, by whoever holds its token.
 *
 * @param id its id, the same at each attempt: by it a receiver knows what it has already
 * @param token of this claim
 * @param channel where to
 * @param subject one line
 * @param body what is sent
 * @param attempts this attempt's number, from 1
 * @param queuedAt when it was written
 */
public record ClaimedDelivery(
        UUID id, UUID token, DeliveryChannel channel, String subject, String body, int attempts, OffsetDateTime queuedAt) {}
