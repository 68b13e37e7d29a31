package pro.saleflex.office.alert;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;

/**
 * Maintenance windows: times during which somebody works on a store or a terminal. Alerts are then kept and marked, but
 * not announced; what is still open when the window ends is announced then. Called by the portal.
 */
@Stateless
public class MaintenanceWindows {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    AuditTrail audit;

    @Inject
    Event<AlertsChanged> changed;

    /**
     * Plans a window.
     *
     * @param actor the portal user's name
     * @return the window
     * @throws IllegalArgumentException the specification is invalid, see {@link MaintenanceSpec#fault()}
     */
    public MaintenanceView plan(MaintenanceSpec spec, String actor) {
        spec.fault().ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        MaintenanceWindow window = new MaintenanceWindow(spec, actor, now());
        em.persist(window);
        audit.add(
                actor,
                "maintenance.plan",
                subject(window),
                window.fromAt.toInstant() + " to " + window.untilAt.toInstant() + ": " + window.reason);
        changed.fire(new AlertsChanged(window.storeId));
        return window.view();
    }

    /**
     * Ends a window now, or deletes it if it has not started.
     *
     * @param actor the portal user's name
     * @return whether there was such a window that had not ended
     */
    public boolean end(UUID id, String actor) {
        OffsetDateTime now = now();
        MaintenanceWindow window = em.find(MaintenanceWindow.class, id);
        if (window == null || !now.isBefore(window.untilAt)) {
            return false;
        }
        if (now.isBefore(window.fromAt)) {
            em.remove(window);
        } else {
            window.untilAt = now;
        }
        audit.add(actor, "maintenance.end", subject(window), "ended at " + now.toInstant());
        changed.fire(new AlertsChanged(window.storeId));
        return true;
    }

    /** Returns the windows of these stores that have not ended, by their start. */
    public List<MaintenanceView> openOrUpcoming(Set<UUID> storeIds) {
        return em
                .createQuery(
                        "select w from MaintenanceWindow w where w.untilAt > :now order by w.fromAt, w.id",
                        MaintenanceWindow.class)
                .setParameter("now", now())
                .getResultList()
                .stream()
                .filter(window -> storeIds.contains(window.storeId))
                .map(MaintenanceWindow::view)
                .toList();
    }

    private static String subject(MaintenanceWindow window) {
        return window.terminalId == null ? "store " + window.storeId : "terminal " + window.terminalId;
    }

    private OffsetDateTime now() {
        return AlertRecords.utc(clock.instant());
    }
}
