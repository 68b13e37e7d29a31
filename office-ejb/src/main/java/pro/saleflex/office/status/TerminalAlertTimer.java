package pro.saleflex.office.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Updates the alerts about terminals' reports every ten seconds, and those about missing receipts after each count. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TerminalAlertTimer {
    @Inject
    TerminalAlerts alerts;

    @Inject
    Timers timers;

    @Schedule(hour = "*", minute = "*", second = "5/10", persistent = false)
    void updateReported() {
        timers.runOnDatabase(
                TimerJob.TILL_ALERT_LOOK,
                "Alerts about terminals' reports could not be updated.",
                alerts::updateReported);
    }

    @Schedule(hour = "*", minute = "*", second = "35", persistent = false)
    void updateGaps() {
        timers.runOnDatabase(
                TimerJob.GAP_ALERT_LOOK, "Alerts about missing receipts could not be updated.", alerts::updateGaps);
    }
}
