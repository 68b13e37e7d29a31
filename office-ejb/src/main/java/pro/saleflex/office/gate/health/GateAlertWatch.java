package pro.saleflex.office.gate.health;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Checks every ten seconds whether there are causes for alerts about GATE. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class GateAlertWatch {
    @Inject
    Timers timers;

    @Inject
    GateAlerts alerts;

    @Schedule(hour = "*", minute = "*", second = "2/10", persistent = false)
    void check() {
        timers.runOnDatabase(TimerJob.GATE_ALERT_LOOK, "Alerts about GATE could not be checked.", alerts::check);
    }
}
