package pro.saleflex.office.alert;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A terminal that is part of a store's mass-silence alert. */
@Entity
@Table(name = "alert_terminal")
@IdClass(AlertTerminal.Key.class)
class AlertTerminal {
    @Id
    UUID alertId;

    @Id
    UUID terminalId;

    OffsetDateTime silentSince;

    protected AlertTerminal() {}

    AlertTerminal(UUID alertId, UUID terminalId, OffsetDateTime silentSince) {
        this.alertId = alertId;
        this.terminalId = terminalId;
        this.silentSince = silentSince;
    }

    record Key(UUID alertId, UUID terminalId) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
