package pro.saleflex.office.gate.status;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Reports the terminals' states to GATE once a second, if there is anything to report. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class StatusReportTimer {
    @Inject
    Timers timers;

    @Inject
    StatusReporter reporter;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void report() {
        timers.runOnDatabase(
                TimerJob.GATE_STATUS, "The terminals' states could not be reported to GATE.", reporter::report);
    }
}
