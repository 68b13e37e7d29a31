package pro.saleflex.office.terminal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Terminals by their codes, remembered for two seconds, so that a till's call does not begin with a query.
 *
 * <p>A change made on this node shows at once ({@link #forget()}), one made on another node after two seconds. While the
 * database is away, what is remembered is not used past its time: the call fails and the till keeps its document.
 */
@ApplicationScoped
public class TerminalDirectory {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofMillis(200);
    private static final int MOST = 10_000;

    /** No store's id. */
    private static final UUID NOWHERE = new UUID(0, 0);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    private final Map<TerminalCodes, Known> known = new ConcurrentHashMap<>();

    /** What the codes lead to: a store or none, a terminal or none. */
    Entry find(TerminalCodes codes) {
        return find(codes, KEPT);
    }

    /**
     * As it is now: for who would be turned away by what is remembered, such as a till that another server enrolled a
     * moment ago. Five times a second at most, so that turning away stays cheap.
     */
    Entry findFresh(TerminalCodes codes) {
        return find(codes, FRESH);
    }

    private Entry find(TerminalCodes codes, Duration kept) {
        if (!Codes.canExist(codes)) {
            return read(codes); // not remembered: strangers could fill the memory with long ones
        }
        Instant now = clock.instant();
        Known entry = known.get(codes);
        if (entry == null || !now.isBefore(entry.readAt().plus(kept))) {
            if (known.size() >= MOST) {
                known.clear(); // only somebody trying codes at random gets here
            }
            entry = new Known(read(codes), now);
            known.put(codes, entry);
        }
        return entry.entry();
    }

    /**
     * Is the caller, who was turned away, of the shop all the same? So it is with the secret of one of the store's terminals,
     * and in a network that any terminal trusts.
     */
    boolean belongs(Optional<Store> store, Credential credential) {
        return hasSecretOf(store.map(found -> found.id).orElse(NOWHERE), credential)
                || (!credential.forwarded() && NetworkRanges.contain(trusted(), credential.peer()));
    }

    private boolean hasSecretOf(UUID store, Credential credential) {
        return credential
                .secret()
                .filter(secret -> !em.createQuery(
                                "select t.id from Terminal t where t.storeId = :store"
                                        + " and (t.secretSha256 = :hash or t.previousSecretSha256 = :hash)",
                                UUID.class)
                        .setParameter("store", store)
                        .setParameter("hash", Secrets.hash(secret))
                        .getResultList()
                        .isEmpty())
                .isPresent();
    }

    private List<String> trusted() {
        return em.createQuery(
                        "select distinct t.trustedNetworks from Terminal t where t.trustedNetworks is not null",
                        String.class)
                .getResultStream()
                .flatMap(ranges -> NetworkRanges.split(ranges).stream())
                .toList();
    }

    /** Forgets all, so that a change shows at once. */
    void forget() {
        known.clear();
    }

    private Entry read(TerminalCodes codes) {
        Optional<Store> store = Store.find(em, codes.officeCode(), codes.storeCode());
        // Asked for without a store, too, so that the time does not tell.
        return new Entry(store, terminal(store.map(found -> found.id).orElse(NOWHERE), codes.terminalCode()));
    }

    private Optional<Terminal> terminal(UUID store, String code) {
        if (!Codes.canExist(code)) {
            return Optional.empty();
        }
        return em.createQuery("select t from Terminal t where t.storeId = :store and t.code = :code", Terminal.class)
                .setParameter("store", store)
                .setParameter("code", code)
                .getResultStream()
                .findFirst();
    }

    record Entry(Optional<Store> store, Optional<Terminal> terminal) {}

    private record Known(Entry entry, Instant readAt) {}
}
