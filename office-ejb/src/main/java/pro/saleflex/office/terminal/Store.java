package pro.saleflex.office.terminal;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.zone.StoreZone;

/** A store's row. */
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
    LocalTime dayStart;
    OffsetDateTime createdAt;

    protected Store() {}

    Store(StoreSpec spec, OffsetDateTime now) {
        id = UUID.randomUUID();
        officeCode = spec.officeCode();
        storeCode = spec.storeCode();
        name = spec.name();
        timeZone = spec.timeZone();
        currency = spec.currency();
        dayStart = LocalTime.MIDNIGHT;
        createdAt = now;
    }

    /** Applies a change. */
    void apply(StoreChange change) {
        name = change.name() == null ? name : change.name();
        timeZone = change.timeZone() == null ? timeZone : change.timeZone();
        currency = change.currency() == null ? currency : change.currency();
        dayStart = change.dayStart() == null ? dayStart : change.start();
    }

    /** Finds a store by its codes. Does not query for codes that cannot exist. */
    static Optional<Store> find(EntityManager em, String officeCode, String storeCode) {
        if (!Codes.canExist(officeCode) || !Codes.canExist(storeCode)) {
            return Optional.empty();
        }
        return em.createQuery(
                        "select s from Store s where s.officeCode = :office and s.storeCode = :store", Store.class)
                .setParameter("office", officeCode)
                .setParameter("store", storeCode)
                .getResultStream()
                .findFirst();
    }

    StoreRef ref() {
        return new StoreRef(id, officeCode, storeCode, name, StoreZone.of(timeZone), currency, dayStart);
    }
}
