package pro.saleflex.office.alert.notification;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.schema.TimedWork;
import pro.saleflex.office.schema.Timers;

/** Sends notifications every five seconds. */
@Singleton
public class NotificationRelay {
    @Inject
    Timers timers;

    @Inject
    NotificationDelivery delivery;

    /** Public for the container. */
    public NotificationRelay() {}

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void relay() {
        timers.runOnDatabase(TimedWork.NOTIFICATION_RELAY, "Notifications could not be sent.", delivery::deliver);
    }
}
