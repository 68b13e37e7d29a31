package pro.saleflex.office.archive;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Checks every five seconds whether the archive is being written. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ArchiveAlertWatch {
    @Inject
    Timers timers;

    @Inject
    ArchiveAlerts alerts;

    @Schedule(hour = "*", minute = "*", second = "4/5", persistent = false)
    void check() {
        timers.runOnDatabase(
                TimerJob.ARCHIVE_ALERT_LOOK, "Alerts about the archive could not be checked.", alerts::check);
    }
}
