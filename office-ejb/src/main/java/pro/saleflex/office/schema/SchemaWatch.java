package pro.saleflex.office.schema;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;

/** Retries preparing the database every five seconds until it succeeds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaWatch {
    @Inject
    Schema schema;

    @Inject
    Timers timers;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void retry() {
        timers.run(TimerJob.SCHEMA_LOOK, "The database still cannot be prepared.", schema::prepare);
    }
}
