package pro.saleflex.office.alert;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Runs the {@link AlertScan} every ten seconds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class AlertWatch {
    @Inject
    Timers timers;

    @Inject
    AlertScan scan;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void scan() {
        timers.runOnDatabase(TimerJob.ALERT_LOOK, "The scan for alerts failed.", scan::scan);
    }
}
