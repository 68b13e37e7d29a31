package pro.saleflex.office.terminal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    private final Map<TerminalCodes, Known> known = new ConcurrentHashMap<>();

    /** Public for the container. */
    public TerminalDirectory() {}

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

    /** Forgets all, so that a change shows at once. */
    void forget() {
        known.clear();
    }

    private Entry read(TerminalCodes codes) {
        Optional<Store> store = Store.find(em, codes.officeCode(), codes.storeCode());
        return new Entry(store, store.flatMap(found -> terminal(found, codes.terminalCode())));
    }

    private Optional<Terminal> terminal(Store store, String code) {
        if (!Codes.canExist(code)) {
            return Optional.empty();
        }
        return em.createQuery("select t from Terminal t where t.storeId = :store and t.code = :code", Terminal.class)
                .setParameter("store", store.id)
                .setParameter("code", code)
                .getResultStream()
                .findFirst();
    }

    record Entry(Optional<Store> store, Optional<Terminal> terminal) {}

    private record Known(Entry entry, Instant readAt) {}
}
