package pro.saleflex.office.status;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;
import pro.saleflex.office.status.SeenTerminals.Seen;

/** Writes contacts every second, counts gaps every minute, removes old history every night. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StatusKeeper {
    @Inject
    Contacts contacts;

    @Inject
    StatusHistory history;

    @Inject
    SeenTerminals memory;

    @Inject
    Timers timers;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void write() {
        timers.runOnDatabase(TimerJob.CONTACT_WRITE, "Contacts could not be written; they stay in memory.", () -> {
            Map<UUID, Seen> seen = memory.unwritten();
            Map<UUID, Object> grown = memory.grown();
            if (!seen.isEmpty() || !grown.isEmpty()) {
                contacts.write(seen, grown.keySet());
                memory.removeWritten(seen, grown);
            }
        });
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void countGaps() {
        timers.runOnDatabase(TimerJob.GAP_COUNT, "Missing receipts could not be counted.", contacts::countGaps);
    }

    @Schedule(hour = "3", minute = "40", persistent = false)
    void removeOld() {
        timers.runOnDatabase(TimerJob.HISTORY_THINNING, "Old history could not be removed.", history::removeOld);
    }
}
