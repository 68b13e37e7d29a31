package pro.saleflex.office.intake;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Goes on with the {@link ProjectionRebuild} until all is done. */
@Singleton
public class ProjectionRebuildTimer {

    @Inject
    Timers timers;

    @Inject
    ProjectionRebuild renewal;

    private boolean done;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void goOn() {
        timers.runOnDatabase(TimerJob.RENEWAL, "Projections could not be made anew.", () -> {
            if (!done) {
                done = renewal.goOn();
            }
        });
    }
}
