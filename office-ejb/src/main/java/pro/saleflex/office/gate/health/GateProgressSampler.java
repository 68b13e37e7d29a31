package pro.saleflex.office.gate.health;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Samples the progress of deliveries to GATE once a minute. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class GateProgressSampler {
    @Inject
    Timers timers;

    @Inject
    GateProgress progress;

    @Schedule(hour = "*", minute = "*", second = "0", persistent = false)
    void sample() {
        timers.runOnDatabase(
                TimerJob.GATE_SAMPLE, "The progress of deliveries to GATE could not be recorded.", progress::sample);
    }
}
