package pro.saleflex.office.terminal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;

@Entity
@Table(name = "store")
class Store {
    @Id
    UUID id;

    String officeCode;
    String storeCode;
    String name;
    String timeZone;
    String currency;
    OffsetDateTime createdAt;

    protected Store() {}

    Store(StoreSpec spec, OffsetDateTime now) {
        id = UUID.randomUUID();
        officeCode = spec.officeCode();
        storeCode = spec.storeCode();
        name = spec.name();
        timeZone = spec.timeZone();
        currency = spec.currency();
        createdAt = now;
    }

    StoreRef ref() {
        return new StoreRef(id, officeCode, storeCode, name, ZoneId.of(timeZone), currency);
    }
}
