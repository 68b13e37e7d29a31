package pro.saleflex.office.status;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/**
 * Detects every second which terminals' calls are missing, counted from the moment since which every call would have
 * been received, and then updates the alerts about silence.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
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
    void detect() {
        timers.run(TimerJob.SILENCE_LOOK, "Silent terminals could not be detected.", this::detectSilence);
        timers.runOnDatabase(
                TimerJob.SILENCE_ALERT_LOOK,
                "Alerts about silent terminals could not be updated.",
                alerts::updateSilence);
    }

    private void detectSilence() {
        boolean listened = false;
        try {
            if (database.obstacle().isEmpty()) {
                contacts.detectSilence(memory.listeningSince(clock.instant()));
                listened = true;
            }
        } finally {
            if (!listened) { // while the database is away, all calls get 503 before their terminal is identified
                memory.stopListening();
            }
        }
    }
}
