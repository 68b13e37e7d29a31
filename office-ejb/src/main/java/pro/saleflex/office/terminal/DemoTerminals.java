package pro.saleflex.office.terminal;

import jakarta.annotation.Priority;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.schema.SchemaReady;

/**
 * Creates the demo store: a terminal with the codes that PyPOS ships with, one that needs its secret, and a thousand
 * for the load generator. Creates them once; later changes by an administrator are kept.
 */
@Stateless
public class DemoTerminals {
    private static final String OFFICE = "OFFICE-001";
    private static final String STORE = "STORE-001";
    private static final int LOAD_TERMINALS = 1000;

    @Inject
    OfficeConfig config;

    @Inject
    Clock clock;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** Called by the container when the schema is ready. */
    public void create(@Observes @Priority(100) SchemaReady ready) {
        if (!config.demo()) {
            return;
        }
        Store store = findStore();
        if (store == null) {
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            store = new Store(new StoreSpec(OFFICE, STORE, "Demo store", "Europe/London", "GBP"), now);
            em.persist(store);
            em.persist(new StoreTerms(store, now));
            em.persist(terminal(store, "POS-001", 1, NetworkRanges.LOOPBACK, now));
            em.persist(terminal(store, "POS-002", 2, List.of(), now));
            for (int i = 1; i <= LOAD_TERMINALS; i++) {
                em.persist(terminal(
                        store,
                        String.format(Locale.ROOT, "T%04d", i),
                        LOAD_TERMINALS + i,
                        NetworkRanges.LOOPBACK,
                        now));
            }
        }
        setDemoSecret(store);
    }

    private Store findStore() {
        return em.createQuery(
                        "select s from Store s where s.officeCode = :office and s.storeCode = :store", Store.class)
                .setParameter("office", OFFICE)
                .setParameter("store", STORE)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    private static Terminal terminal(Store store, String code, int number, List<String> trusted, OffsetDateTime now) {
        return new Terminal(store, new TerminalSpec(OFFICE, STORE, code, number, null, trusted), now);
    }

    /**
     * Sets the secret that the launcher prints at each start, because that one must work; a revoked secret stays
     * revoked.
     */
    private void setDemoSecret(Store store) {
        config.demoSecret().ifPresent(secret -> em.createQuery(
                        "select t from Terminal t where t.storeId = :store and t.code = 'POS-002'"
                                + " and t.secretRevokedAt is null",
                        Terminal.class)
                .setParameter("store", store.id)
                .getResultStream()
                .forEach(terminal -> terminal.setSecret(secret)));
    }
}
