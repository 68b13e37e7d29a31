package pro.saleflex.office.alert;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Thins the history of alerts every night. */
@Singleton
public class AlertKeeper {
    private static final Logger LOG = Logger.getLogger(AlertKeeper.class.getName());

    @Inject
    Alerts alerts;

    /** Public for the container. */
    public AlertKeeper() {}

    @Schedule(hour = "3", minute = "20", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void thin() {
        try {
            LOG.log(Level.INFO, "{0} old alerts were removed.", alerts.thin());
        } catch (Exception e) { // the timer would be expunged; the next night removes them
            LOG.log(Level.SEVERE, "Old alerts could not be removed.", e);
        }
    }
}
