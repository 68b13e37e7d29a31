package pro.saleflex.office.gate.push;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Starts missing delivery workers once a second, as many as the settings say. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class DeliveryTimer {
    @Resource
    ManagedExecutorService executor;

    @Inject
    Timers timers;

    @Inject
    OfficeConfig config;

    @Inject
    Lanes lanes;

    @Inject
    DeliveryWorkers workers;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void startMissing() {
        timers.runOnDatabase(TimerJob.GATE_RELAY, "Documents could not be delivered to GATE.", () -> {
            if (config.gate().configured()) {
                // A claim creates lanes only if it finds none to claim; while catching up, it always finds some.
                lanes.createMissing(Target.GATE);
                workers.startMissing(config.gate().parallel(), executor);
            }
        });
    }
}
