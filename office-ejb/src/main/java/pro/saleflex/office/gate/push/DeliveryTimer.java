package pro.saleflex.office.gate.push;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Sees to it once a second that those who bring documents to GATE are at work, as many as the settings say. */
@Singleton
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
    DeliveryWorkers couriers;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void relay() {
        timers.runOnDatabase(TimerJob.GATE_RELAY, "Documents could not be brought to GATE.", () -> {
            if (config.gate().configured()) {
                lanes.createMissing(
                        Target.GATE); // a claim does so only when it finds nothing, and in a catch-up it always finds
                couriers.work(config.gate().parallel(), executor);
            }
        });
    }
}
