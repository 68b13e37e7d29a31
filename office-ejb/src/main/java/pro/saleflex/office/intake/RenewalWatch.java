package pro.saleflex.office.intake;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.schema.TimedWork;
import pro.saleflex.office.schema.Timers;

/** Goes on with the {@link Renewal} until all is done. */
@Singleton
public class RenewalWatch {

    @Inject
    Timers timers;

    @Inject
    Renewal renewal;

    private boolean done;

    /** Public for the container. */
    public RenewalWatch() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void goOn() {
        timers.runOnDatabase(TimedWork.RENEWAL, "Projections could not be made anew.", () -> {
            if (!done) {
                done = renewal.goOn();
            }
        });
    }
}
