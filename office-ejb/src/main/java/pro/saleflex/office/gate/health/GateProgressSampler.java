package pro.saleflex.office.gate.health;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Notes once a minute how far documents have reached GATE. */
@Singleton
public class GateProgressSampler {
    @Inject
    Timers timers;

    @Inject
    GateProgress progress;

    @Schedule(hour = "*", minute = "*", second = "0", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void sample() {
        timers.runOnDatabase(
                TimerJob.GATE_SAMPLE, "How far documents have reached GATE could not be noted.", progress::sample);
    }
}
