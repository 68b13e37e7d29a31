package pro.saleflex.office.alert.delivery;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Sends notifications every five seconds. */
@Singleton
public class AlertDeliveryTimer {
    @Inject
    Timers timers;

    @Inject
    AlertDeliverySender delivery;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void relay() {
        timers.runOnDatabase(TimerJob.NOTIFICATION_RELAY, "Notifications could not be sent.", delivery::deliver);
    }
}
