package pro.saleflex.office.alert.delivery;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Starts the {@link AlertDeliverySender} every five seconds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class AlertDeliveryTimer {
    @Inject
    Timers timers;

    @Inject
    AlertDeliverySender sender;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void deliver() {
        timers.runOnDatabase(TimerJob.NOTIFICATION_RELAY, "Could not send alert deliveries.", sender::deliver);
    }
}
