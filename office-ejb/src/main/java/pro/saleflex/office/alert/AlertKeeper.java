package pro.saleflex.office.alert;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Deletes old alerts every night, see {@link Alerts#removeOld()}. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class AlertKeeper {
    private static final Log LOG = Log.of(AlertKeeper.class);

    @Inject
    Timers timers;

    @Inject
    Alerts alerts;

    @Schedule(hour = "3", minute = "20", persistent = false)
    void removeOld() {
        timers.runOnDatabase(
                TimerJob.ALERT_THINNING,
                "Could not remove old alerts.",
                () -> LOG.log(Level.INFO, "Removed {0} old alerts.", alerts.removeOld()));
    }
}
