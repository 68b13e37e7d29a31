package pro.saleflex.office.archive.check;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Starts verifications and rehearsals that are due, and checks what the last ones found, every five seconds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class CheckTimer {
    @Resource
    ManagedExecutorService executor;

    @Inject
    Timers timers;

    @Inject
    CheckWorker worker;

    @Inject
    CheckAlerts alerts;

    /** The application is being stopped, its beans still work. */
    @PreDestroy
    void finish() {
        worker.finish();
    }

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void startDue() {
        timers.runOnDatabase(TimerJob.ARCHIVE_CHECK, "The archive's checks could not be started.", () -> {
            worker.startDue(executor);
            alerts.check();
        });
    }
}
