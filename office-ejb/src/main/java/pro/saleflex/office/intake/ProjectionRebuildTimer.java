package pro.saleflex.office.intake;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Runs {@link ProjectionRebuild} slice by slice until it is complete. */
@Singleton
public class ProjectionRebuildTimer {

    @Inject
    Timers timers;

    @Inject
    ProjectionRebuild rebuild;

    private boolean done;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void runSlice() {
        timers.runOnDatabase(TimerJob.RENEWAL, "Projections could not be rebuilt.", () -> {
            if (!done) {
                done = rebuild.runSlice();
            }
        });
    }
}
