package pro.saleflex.office.alert;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.schema.DatabaseState;

/** Looks every ten seconds for what leads to alerts. */
@Singleton
public class AlertWatch {
    private static final Logger LOG = Logger.getLogger(AlertWatch.class.getName());

    @Inject
    DatabaseState database;

    @Inject
    AlertLook look;

    /** Public for the container. */
    public AlertWatch() {}

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        try {
            if (database.obstacle().isEmpty()) {
                look.look();
            }
        } catch (Exception e) { // the timer would be expunged; the next look finds the same
            LOG.log(Level.SEVERE, "It could not be looked for alerts.", e);
        }
    }
}
