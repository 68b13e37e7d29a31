package pro.saleflex.office.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import pro.saleflex.office.schema.DatabaseState;
import pro.saleflex.office.status.SeenTerminals.Seen;

/** Writes contacts every second, counts gaps every minute, thins the history every night. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StatusKeeper {
    private static final Logger LOG = Logger.getLogger(StatusKeeper.class.getName());

    @Inject
    Contacts contacts;

    @Inject
    StatusHistory history;

    @Inject
    SeenTerminals memory;

    @Inject
    DatabaseState database;

    /** Public for the container. */
    public StatusKeeper() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void write() {
        keep("Contacts could not be written; they stay in memory.", () -> {
            Map<UUID, Seen> seen = memory.unwritten();
            if (!seen.isEmpty()) {
                contacts.write(seen);
                memory.written(seen);
            }
        });
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void countGaps() {
        keep("Missing receipts could not be counted.", contacts::countGaps);
    }

    @Schedule(hour = "3", minute = "40", persistent = false)
    void thin() {
        keep("The history could not be thinned.", history::thin);
    }

    private void keep(String failure, Runnable work) {
        try {
            if (database.obstacle().isEmpty()) {
                work.run();
            }
        } catch (Exception e) { // the timer would be expunged; the next run does the same work
            LOG.log(Level.WARNING, failure, e);
        }
    }
}
