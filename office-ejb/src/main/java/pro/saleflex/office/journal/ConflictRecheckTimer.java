package pro.saleflex.office.journal;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Runs {@link ConflictRecheck} a few pages at a time until all conflicts from before the migration are rechecked. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ConflictRecheckTimer {
    private static final int MAX_PAGES = 25;

    @Inject
    Timers timers;

    @Inject
    ConflictRecheck conflicts;

    @Schedule(hour = "*", minute = "*", second = "5/30", persistent = false)
    void recheck() {
        timers.runOnDatabase(TimerJob.FORMER_CONFLICT_LOOK, "Old conflicts could not be rechecked.", () -> {
            int pages = 0;
            while (pages < MAX_PAGES && conflicts.recheckNext()) {
                pages++;
            }
        });
    }
}
