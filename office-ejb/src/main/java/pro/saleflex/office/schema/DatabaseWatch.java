package pro.saleflex.office.schema;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks the database for a sign of life every second. */
@Singleton
public class DatabaseWatch {
    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class.getName());

    @Inject
    Schema schema;

    /** Public for the container. */
    public DatabaseWatch() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        try {
            schema.askDatabase();
        } catch (Exception e) { // the timer would be expunged; the next look asks again
            LOG.log(Level.SEVERE, "The database could not be asked.", e);
        }
    }
}
