package pro.saleflex.office.gate.status;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.schema.TimedWork;
import pro.saleflex.office.schema.Timers;

/** Looks once a second whether GATE is to be told how terminals are doing. */
@Singleton
public class GateStatusRelay {
    @Inject
    Timers timers;

    @Inject
    StatusTelling telling;

    /** Public for the container. */
    public GateStatusRelay() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void relay() {
        timers.runOnDatabase(
                TimedWork.GATE_STATUS, "GATE could not be told how the terminals are doing.", telling::tell);
    }
}
