package pro.saleflex.office.gate.health;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Looks every ten seconds for what leads to alerts about GATE. */
@Singleton
public class GateAlertWatch {
    @Inject
    Timers timers;

    @Inject
    GateAlerts alerts;

    @Schedule(hour = "*", minute = "*", second = "2/10", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void look() {
        timers.runOnDatabase(TimerJob.GATE_ALERT_LOOK, "It could not be looked for alerts about GATE.", alerts::check);
    }
}
