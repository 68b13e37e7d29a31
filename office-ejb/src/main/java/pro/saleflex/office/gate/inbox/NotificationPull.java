package pro.saleflex.office.gate.inbox;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Fetches notifications from GATE and returns read ones, once a second if due. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationPull {
    @Inject
    Timers timers;

    @Inject
    NotificationExchange exchange;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void pull() {
        timers.runOnDatabase(
                TimerJob.GATE_NOTIFICATION_PULL, "Notifications could not be exchanged with GATE.", exchange::exchange);
    }
}
