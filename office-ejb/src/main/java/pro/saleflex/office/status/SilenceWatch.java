package pro.saleflex.office.status;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/**
 * Looks every second whose calls are missing, counted from when calls could last be heard without a break, and has alerts
 * about it raised and resolved.
 */
@Singleton
public class SilenceWatch {
    @Inject
    Contacts contacts;

    @Inject
    TerminalAlerts alerts;

    @Inject
    SeenTerminals memory;

    @Inject
    DatabaseState database;

    @Inject
    Clock clock;

    @Inject
    Timers timers;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        timers.run(TimerJob.SILENCE_LOOK, "Silent terminals could not be looked for.", this::lookForSilence);
        timers.runOnDatabase(
                TimerJob.SILENCE_ALERT_LOOK,
                "Alerts about silent terminals could not be brought up to date.",
                alerts::silence);
    }

    private void lookForSilence() {
        boolean heard = false;
        try {
            if (database.obstacle().isEmpty()) {
                contacts.lookForSilence(memory.listening(clock.instant()));
                heard = true;
            }
        } finally {
            if (!heard) { // while the database is away all calls are answered 503 before anybody is identified
                memory.deaf();
            }
        }
    }
}
