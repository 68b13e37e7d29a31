package pro.saleflex.office.alert.delivery;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * The row of a queued delivery, used to insert it. Claims and their outcomes are SQL statements, see {@link
 * AlertDeliveryQueue}.
 */
@Entity
@Table(name = "notification")
class AlertDelivery {
    @Id
    UUID id;

    UUID alertId;

    @Enumerated(EnumType.STRING)
    DeliveryChannel channel;

    @Enumerated(EnumType.STRING)
    OutgoingMessage.Event event;

    String subject;
    String body;
    OffsetDateTime queuedAt;
    OffsetDateTime nextAttemptAt;
    int attempts;

    protected AlertDelivery() {}

    AlertDelivery(
            UUID alertId, DeliveryChannel channel, OutgoingMessage message, OffsetDateTime now, OffsetDateTime due) {
        id = UUID.randomUUID();
        this.alertId = alertId;
        this.channel = channel;
        event = message.event();
        subject = message.subject();
        body = channel == DeliveryChannel.MAIL ? message.text() : message.json();
        queuedAt = now;
        nextAttemptAt = due;
    }
}
