package pro.saleflex.office.gate.pull;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Pulls the master data that are due, once a second. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class GatePull {
    @Inject
    Timers timers;

    @Inject
    MasterDataPulls pulls;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void pull() {
        timers.runOnDatabase(TimerJob.GATE_PULL, "Master data could not be pulled from GATE.", pulls::pull);
    }
}
