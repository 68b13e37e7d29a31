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
 * A cache of terminals by their codes, which saves a query per call. Entries live for two seconds.
 *
 * <p>A change made on this node shows at once ({@link #invalidate()}), one made on another node after two seconds.
 * While the database is away, expired entries are not used: the call fails and the terminal keeps its document.
 */
@ApplicationScoped
public class TerminalDirectory {
    private static final Duration MAX_AGE = Duration.ofSeconds(2);
    private static final Duration MAX_AGE_FRESH = Duration.ofMillis(200);
    private static final int MOST = 10_000;

    /** Not the id of any store. */
    private static final UUID NO_STORE = new UUID(0, 0);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    private final Map<TerminalCodes, CachedEntry> cache = new ConcurrentHashMap<>();

    /** Finds the store and the terminal with these codes, as far as they exist. */
    Entry find(TerminalCodes codes) {
        return find(codes, MAX_AGE);
    }

    /**
     * Finds the current state, for a caller that the cached entry would refuse, such as a terminal that another server
     * enrolled a moment ago. Queries at most five times a second per codes, so that a refusal stays cheap.
     */
    Entry findFresh(TerminalCodes codes) {
        return find(codes, MAX_AGE_FRESH);
    }

    private Entry find(TerminalCodes codes, Duration maxAge) {
        if (!Codes.canExist(codes)) {
            return read(codes); // not cached, or strangers could fill the memory with long codes
        }
        Instant now = clock.instant();
        CachedEntry cached = cache.get(codes);
        if (cached == null || !now.isBefore(cached.readAt().plus(maxAge))) {
            if (cache.size() >= MOST) {
                cache.clear(); // only somebody trying codes at random gets here
            }
            cached = new CachedEntry(read(codes), now);
            cache.put(codes, cached);
        }
        return cached.entry();
    }

    /**
     * Whether a refused caller belongs to the shop nevertheless: it has the secret of any terminal of the store, or it
     * calls from a network that any terminal trusts.
     */
    boolean isInsider(Optional<Store> store, Credential credential) {
        return hasSecretOf(store.map(found -> found.id).orElse(NO_STORE), credential)
                || (!credential.forwarded() && NetworkRanges.contain(trustedNetworks(), credential.peer()));
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

    private List<String> trustedNetworks() {
        return em.createQuery(
                        "select distinct t.trustedNetworks from Terminal t where t.trustedNetworks is not null",
                        String.class)
                .getResultStream()
                .flatMap(ranges -> NetworkRanges.split(ranges).stream())
                .toList();
    }

    /** Empties the cache, so that a change shows at once. */
    void invalidate() {
        cache.clear();
    }

    private Entry read(TerminalCodes codes) {
        Optional<Store> store = Store.find(em, codes.officeCode(), codes.storeCode());
        // Queries for the terminal even without a store, so that the time does not reveal which stores exist.
        return new Entry(store, terminal(store.map(found -> found.id).orElse(NO_STORE), codes.terminalCode()));
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

    private record CachedEntry(Entry entry, Instant readAt) {}
}
