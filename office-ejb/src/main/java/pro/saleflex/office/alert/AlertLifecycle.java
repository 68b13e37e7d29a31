package pro.saleflex.office.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Opens and resolves alerts, in the caller's transaction and under its lock on the cause. */
@ApplicationScoped
public class AlertLifecycle {
    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    AlertRecords records;

    @Inject
    AlertNotifier notifier;

    @Inject
    Event<AlertsChanged> changed;

    /**
     * Updates the open alert of a cause, reopens one that was resolved a short time ago, or raises a new one; announces
     * it if that is news.
     *
     * @param latest the cause's latest alert
     * @param windows the maintenance windows of now
     */
    Alert openOrUpdate(
            Cause cause,
            Optional<Alert> latest,
            long times,
            OffsetDateTime firstAt,
            OffsetDateTime lastAt,
            OffsetDateTime now,
            List<MaintenanceWindow> windows) {
        Alert alert;
        if (latest.isPresent() && (latest.get().isOpen() || latest.get().reopens(now))) {
            alert = latest.get();
            if (!alert.isOpen()) {
                alert.reopen(now);
                notifier.cancelEnd(alert);
            }
            alert.update(cause, times, lastAt);
        } else {
            alert = new Alert(cause, times, firstAt, lastAt, now);
            alert.inMaintenance = MaintenanceWindow.covers(windows, alert);
            records.add(alert);
            em.flush(); // the rows written next refer to it
        }
        notifier.announceIfNews(alert, windows, now);
        changed.fire(new AlertsChanged(alert.storeId));
        return alert;
    }

    /** Resolves an alert; announces that after the damping time. */
    void end(Alert alert, OffsetDateTime now, List<MaintenanceWindow> windows) {
        alert.resolvedAt = now;
        notifier.announceEnd(alert, windows, now);
        changed.fire(new AlertsChanged(alert.storeId));
    }
}
