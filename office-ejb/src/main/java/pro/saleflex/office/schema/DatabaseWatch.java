package pro.saleflex.office.schema;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Pings the database once a second. */
@Singleton
public class DatabaseWatch {
    @Inject
    Schema schema;

    @Inject
    Timers timers;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void ping() {
        timers.run(TimerJob.DATABASE_LOOK, "The database could not be pinged.", schema::askDatabase);
    }
}
