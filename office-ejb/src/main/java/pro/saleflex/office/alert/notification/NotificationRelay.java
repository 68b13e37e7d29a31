package pro.saleflex.office.alert.notification;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.schema.DatabaseState;

/** Sends notifications every five seconds. */
@Singleton
public class NotificationRelay {
    private static final Logger LOG = Logger.getLogger(NotificationRelay.class.getName());

    @Inject
    DatabaseState database;

    @Inject
    NotificationDelivery delivery;

    /** Public for the container. */
    public NotificationRelay() {}

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void relay() {
        try {
            if (database.obstacle().isEmpty()) {
                delivery.deliver();
            }
        } catch (Exception e) { // the timer would be expunged; the next run sends what this one did not
            LOG.log(Level.SEVERE, "Notifications could not be sent.", e);
        }
    }
}
