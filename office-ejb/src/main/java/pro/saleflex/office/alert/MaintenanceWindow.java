package pro.saleflex.office.alert;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;

/** A maintenance window's row. */
@Entity
@Table(name = "maintenance_window")
class MaintenanceWindow {
    @Id
    UUID id;

    UUID storeId;
    UUID terminalId;
    OffsetDateTime fromAt;
    OffsetDateTime untilAt;
    String reason;
    String plannedBy;
    OffsetDateTime plannedAt;

    protected MaintenanceWindow() {}

    MaintenanceWindow(MaintenanceSpec spec, String actor, OffsetDateTime now) {
        id = UUID.randomUUID();
        storeId = spec.storeId();
        terminalId = spec.terminalId();
        fromAt = spec.from();
        untilAt = spec.until();
        reason = spec.reason() == null ? "" : spec.reason();
        plannedBy = actor;
        plannedAt = now;
    }

    /** Whether one of these windows covers the store or terminal of the alert. */
    static boolean covers(Collection<MaintenanceWindow> windows, Alert alert) {
        return windows.stream().anyMatch(window -> window.covers(alert.storeId, alert.terminalId));
    }

    private boolean covers(UUID store, UUID terminal) {
        return storeId.equals(store) && (terminalId == null || terminalId.equals(terminal));
    }

    MaintenanceView view() {
        return new MaintenanceView(id, storeId, terminalId, fromAt, untilAt, reason, plannedBy, plannedAt);
    }
}
