package pro.saleflex.office.gate.status;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Looks once a second whether GATE is to be told how terminals are doing. */
@Singleton
public class StatusReportTimer {
    @Inject
    Timers timers;

    @Inject
    StatusReporter reporter;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void relay() {
        timers.runOnDatabase(
                TimerJob.GATE_STATUS, "GATE could not be told how the terminals are doing.", reporter::report);
    }
}
