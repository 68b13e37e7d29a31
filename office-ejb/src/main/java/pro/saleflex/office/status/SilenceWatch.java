package pro.saleflex.office.status;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.schema.DatabaseState;

/**
 * Looks every second whose calls are missing, counted from when calls could last be heard without a break, and has alerts
 * about it raised and resolved.
 */
@Singleton
public class SilenceWatch {
    private static final Logger LOG = Logger.getLogger(SilenceWatch.class.getName());

    @Inject
    Contacts contacts;

    @Inject
    TillAlerts alerts;

    @Inject
    SeenTerminals memory;

    @Inject
    DatabaseState database;

    @Inject
    Clock clock;

    /** Public for the container. */
    public SilenceWatch() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        try {
            if (database.obstacle().isPresent()) { // all calls are answered 503 before anybody is identified
                memory.deaf();
            } else {
                contacts.lookForSilence(memory.listening(clock.instant()));
            }
        } catch (Exception e) { // the timer would be expunged; the next look sees the same
            memory.deaf();
            LOG.log(Level.WARNING, "Silent terminals could not be looked for.", e);
        }
        try {
            if (database.obstacle().isEmpty()) {
                alerts.silence();
            }
        } catch (Exception e) { // as above; whom we hear does not depend on it
            LOG.log(Level.WARNING, "Alerts about silent terminals could not be brought up to date.", e);
        }
    }
}
