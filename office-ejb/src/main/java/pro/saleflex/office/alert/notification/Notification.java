package pro.saleflex.office.alert.notification;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A notification as it is written; claims and their outcomes are statements of their own. */
@Entity
@Table(name = "notification")
class Notification {
    @Id
    UUID id;

    UUID alertId;

    @Enumerated(EnumType.STRING)
    Channel channel;

    @Enumerated(EnumType.STRING)
    Message.Event event;

    String subject;
    String body;
    OffsetDateTime queuedAt;
    OffsetDateTime nextAttemptAt;
    int attempts;

    protected Notification() {}

    Notification(UUID alertId, Channel channel, Message message, OffsetDateTime now, OffsetDateTime due) {
        id = UUID.randomUUID();
        this.alertId = alertId;
        this.channel = channel;
        event = message.event();
        subject = message.subject();
        body = channel == Channel.MAIL ? message.text() : message.json();
        queuedAt = now;
        nextAttemptAt = due;
    }
}
