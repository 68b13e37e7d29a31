package pro.saleflex.office.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import pro.saleflex.office.alert.delivery.AlertDeliveryQueue;
import pro.saleflex.office.alert.delivery.OutgoingMessage.Event;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.zone.StoreZone;

/**
 * Decides what is announced about an alert by e-mail and webhook, and queues the deliveries in the transaction that
 * changes the alert (transactional outbox).
 */
@ApplicationScoped
public class AlertNotifier {

    @Inject
    AlertDeliveryQueue queue;

    @Inject
    OfficeConfig config;

    @Inject
    Terminals terminals;

    /** Announces that the alert is open or got worse, if that is news. */
    void announceIfNews(Alert alert, List<MaintenanceWindow> windows, OffsetDateTime now) {
        if (!isNews(alert, windows, now)) {
            return;
        }
        Event event = alert.toldSeverity == null ? Event.RAISED : Event.WORSE;
        if (queue.add(alert.id, AlertMessage.of(event, alert, zone(alert.storeId), language()), now)) {
            alert.toldSeverity = alert.severity;
        }
    }

    boolean isNews(Alert alert, List<MaintenanceWindow> windows, OffsetDateTime now) {
        return alert.isNews(
                Severity.valueOf(config.alertLeastSeverity()), MaintenanceWindow.covers(windows, alert), now);
    }

    /** Announces that the alert is resolved, with a delivery that is due when the damping time has passed. */
    void announceEnd(Alert alert, List<MaintenanceWindow> windows, OffsetDateTime now) {
        if (alert.endIsNews(MaintenanceWindow.covers(windows, alert), now)) {
            queue.add(
                    alert.id,
                    AlertMessage.of(Event.RESOLVED, alert, zone(alert.storeId), language()),
                    now.plus(Alert.DAMPING));
        }
    }

    /** Cancels the announcement of the end, because the cause returned before it was sent. */
    void cancelEnd(Alert alert) {
        queue.cancel(alert.id, Event.RESOLVED);
    }

    private Locale language() {
        return Locale.forLanguageTag(config.alertLanguage());
    }

    private StoreZone zone(UUID storeId) {
        return terminals.stores().stream()
                .filter(store -> store.id().equals(storeId))
                .map(StoreRef::zone)
                .findFirst()
                .orElse(StoreZone.UTC);
    }
}
