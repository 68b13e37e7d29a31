package pro.saleflex.office.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import pro.saleflex.office.alert.delivery.OutgoingMessage.Event;
import pro.saleflex.office.alert.delivery.AlertDeliveryQueue;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.zone.StoreZone;

/** Decides what of an alert is told outside, and writes it with the alert, in its transaction. */
@ApplicationScoped
public class AlertNotifier {

    @Inject
    AlertDeliveryQueue queue;

    @Inject
    OfficeConfig config;

    @Inject
    Terminals terminals;

    /** Tells that it stands or got worse, if that is news. */
    void tellNews(Alert alert, List<MaintenanceWindow> windows, OffsetDateTime now) {
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

    /** Tells, when the damping time is over, that it is over. */
    void tellEnd(Alert alert, List<MaintenanceWindow> windows, OffsetDateTime now) {
        if (alert.endIsNews(MaintenanceWindow.covers(windows, alert), now)) {
            queue.add(
                    alert.id,
                    AlertMessage.of(Event.RESOLVED, alert, zone(alert.storeId), language()),
                    now.plus(Alert.DAMPING));
        }
    }

    /** It is back before anybody heard that it was over. */
    void takeBackEnd(Alert alert) {
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
