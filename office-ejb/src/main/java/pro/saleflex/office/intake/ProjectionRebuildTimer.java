package pro.saleflex.office.intake;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Runs {@link ProjectionRebuild} slice by slice until it is complete. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ProjectionRebuildTimer {

    @Inject
    Timers timers;

    @Inject
    ProjectionRebuild rebuild;

    private boolean done;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void runSlice() {
        timers.runOnDatabase(TimerJob.RENEWAL, "Projections could not be rebuilt.", () -> {
            if (!done) {
                done = rebuild.runSlice();
            }
        });
    }
}
