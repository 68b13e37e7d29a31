package pro.saleflex.office.intake;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Runs {@link ProjectionRebuild} as long as there is something to rebuild. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ProjectionRebuildTimer {

    @Inject
    Timers timers;

    @Inject
    ProjectionRebuild rebuild;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void run() {
        timers.runOnDatabase(TimerJob.RENEWAL, "Projections could not be rebuilt.", rebuild::run);
    }
}
