package pro.saleflex.office.journal;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Looks for conflicts that were none, until all from before the migration are looked at. */
@Singleton
public class ConflictRecheckTimer {
    private static final int PAGES = 25;

    @Inject
    Timers timers;

    @Inject
    ConflictRecheck conflicts;

    @Schedule(hour = "*", minute = "*", second = "5/30", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        timers.runOnDatabase(TimerJob.FORMER_CONFLICT_LOOK, "Former conflicts could not be compared anew.", () -> {
            int pages = 0;
            while (pages < PAGES && conflicts.look()) {
                pages++;
            }
        });
    }
}
