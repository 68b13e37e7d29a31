package pro.saleflex.office.schema;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tries the database again every five seconds until it could be prepared once. */
@Singleton
public class SchemaWatch {
    private static final Logger LOG = Logger.getLogger(SchemaWatch.class.getName());

    @Inject
    Schema schema;

    /** Public for the container. */
    public SchemaWatch() {}

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        try {
            schema.prepare();
        } catch (Exception e) { // the timer would be expunged; the next look tries again
            LOG.log(Level.SEVERE, "The database still cannot be prepared.", e);
        }
    }
}
