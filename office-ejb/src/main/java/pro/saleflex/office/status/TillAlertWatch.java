package pro.saleflex.office.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.schema.DatabaseState;

/** Has alerts raised and resolved by what tills report, every ten seconds, and by missing receipts, behind their count. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TillAlertWatch {
    private static final Logger LOG = Logger.getLogger(TillAlertWatch.class.getName());

    @Inject
    TillAlerts alerts;

    @Inject
    DatabaseState database;

    /** Public for the container. */
    public TillAlertWatch() {}

    @Schedule(hour = "*", minute = "*", second = "5/10", persistent = false)
    void reported() {
        watch("Alerts about what terminals report could not be brought up to date.", alerts::reported);
    }

    @Schedule(hour = "*", minute = "*", second = "35", persistent = false)
    void gaps() {
        watch("Alerts about missing receipts could not be brought up to date.", alerts::gaps);
    }

    private void watch(String failure, Runnable work) {
        try {
            if (database.obstacle().isEmpty()) {
                work.run();
            }
        } catch (Exception e) { // the timer would be expunged; the next look finds the same
            LOG.log(Level.WARNING, failure, e);
        }
    }
}
