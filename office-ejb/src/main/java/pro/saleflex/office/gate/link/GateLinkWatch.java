package pro.saleflex.office.gate.link;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Checks the link once a second. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class GateLinkWatch {
    @Inject
    Timers timers;

    @Inject
    GateLink link;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void check() {
        timers.runOnDatabase(TimerJob.GATE_LINK_LOOK, "The link to GATE could not be checked.", link::check);
    }
}
