package pro.saleflex.office.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Has alerts raised and resolved by what tills report, every ten seconds, and by missing receipts, behind their count. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TerminalAlertTimer {
    @Inject
    TerminalAlerts alerts;

    @Inject
    Timers timers;

    @Schedule(hour = "*", minute = "*", second = "5/10", persistent = false)
    void reported() {
        timers.runOnDatabase(
                TimerJob.TILL_ALERT_LOOK,
                "Alerts about what terminals report could not be brought up to date.",
                alerts::reported);
    }

    @Schedule(hour = "*", minute = "*", second = "35", persistent = false)
    void gaps() {
        timers.runOnDatabase(
                TimerJob.GAP_ALERT_LOOK,
                "Alerts about missing receipts could not be brought up to date.",
                alerts::gaps);
    }
}
