package pro.saleflex.office.schema;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Pings the database once a second. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class DatabaseWatch {
    @Inject
    Schema schema;

    @Inject
    Timers timers;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void ping() {
        timers.run(TimerJob.DATABASE_LOOK, "The database could not be pinged.", schema::askDatabase);
    }
}
