package pro.saleflex.office.journal;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Looks for card numbers in clear, through a long journal little by little. */
@Singleton
public class UnmaskedCardNumbersTimer {
    private static final int PAGES = 25;

    @Inject
    Timers timers;

    @Inject
    UnmaskedCardNumbers clear;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        timers.runOnDatabase(TimerJob.CARD_NUMBER_LOOK, "Card numbers in clear could not be counted.", () -> {
            int pages = 0;
            while (pages < PAGES && clear.look()) {
                pages++;
            }
        });
    }
}
