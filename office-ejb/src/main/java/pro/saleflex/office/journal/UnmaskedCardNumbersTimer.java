package pro.saleflex.office.journal;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Runs {@link UnmaskedCardNumbers}, a few pages at a time through a long journal. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class UnmaskedCardNumbersTimer {
    private static final int MAX_PAGES = 25;

    @Inject
    Timers timers;

    @Inject
    UnmaskedCardNumbers unmasked;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void scan() {
        timers.runOnDatabase(TimerJob.CARD_NUMBER_LOOK, "Unmasked card numbers could not be counted.", () -> {
            int pages = 0;
            while (pages < MAX_PAGES && unmasked.scanNext()) {
                pages++;
            }
        });
    }
}
