package pro.saleflex.office.archive;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import pro.saleflex.office.intake.Intake;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Starts the archive's writer if it is missing, once a second, and lets it finish when the application is stopped. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ArchiveTimer {
    @Resource
    ManagedExecutorService executor;

    @Inject
    Timers timers;

    @Inject
    ArchiveWriter writer;

    @Inject
    Intake intake;

    /** The application is being stopped; its beans still work, and requests still arrive. */
    @PreDestroy
    void finish() {
        intake.end();
        writer.finish();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void startMissing() {
        timers.runOnDatabase(
                TimerJob.ARCHIVE_WRITE,
                "The archive's writer could not be started.",
                () -> writer.startMissing(executor));
    }
}
