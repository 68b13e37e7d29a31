package pro.saleflex.office.terminal;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import pro.saleflex.office.zone.StoreZone;

/** The history of a store's changeable values: each row is valid from its moment until that of the next. */
@Entity
@Table(name = "store_terms")
@IdClass(StoreTerms.Key.class)
class StoreTerms {
    @Id
    UUID storeId;

    @Id
    OffsetDateTime since;

    String name;
    String timeZone;
    String currency;
    LocalTime dayStart;

    protected StoreTerms() {}

    StoreTerms(Store store, OffsetDateTime since) {
        this.storeId = store.id;
        this.since = since;
        name = store.name;
        timeZone = store.timeZone;
        currency = store.currency;
        dayStart = store.dayStart;
    }

    /** Returns all terms of a store. */
    static List<StoreTerms> latestFirst(EntityManager em, UUID storeId) {
        return em.createQuery(
                        "select t from StoreTerms t where t.storeId = :store order by t.since desc", StoreTerms.class)
                .setParameter("store", storeId)
                .getResultList();
    }

    /** Returns the store as it was at a moment; before its first row, as it was at first. */
    static StoreRef at(List<StoreTerms> all, StoreRef store, OffsetDateTime moment) {
        return all.stream()
                .filter(terms -> !terms.since.isAfter(moment))
                .findFirst()
                .or(() -> all.stream().reduce((later, earlier) -> earlier))
                .map(terms -> terms.ref(store))
                .orElse(store);
    }

    private StoreRef ref(StoreRef store) {
        return new StoreRef(
                store.id(), store.officeCode(), store.storeCode(), name, StoreZone.of(timeZone), currency, dayStart);
    }

    record Key(UUID storeId, OffsetDateTime since) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
