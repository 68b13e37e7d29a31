package pro.saleflex.office.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import pro.saleflex.office.journal.EntriesAppended;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Contacts not written yet, the latest of each terminal; the terminals that have handed over documents since their
 * status was written; and the moment since which every call would have been received.
 */
@ApplicationScoped
public class SeenTerminals {
    /** The check runs once a second; after a longer pause the server was held up and may have missed calls. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Map<UUID, Seen> unwritten = new ConcurrentHashMap<>();
    private final Map<UUID, Object> grown = new ConcurrentHashMap<>();
    private volatile Instant lastCheck;
    private volatile Instant listeningSince;

    void note(TerminalRef terminal, Instant at) {
        Seen seen = new Seen(at, terminal.blocked());
        unwritten.merge(terminal.id(), seen, (known, now) -> now.at().isBefore(known.at()) ? known : now);
    }

    /** A heartbeat writes its contact itself. */
    void written(@Observes(during = TransactionPhase.AFTER_SUCCESS) TerminalChanged change) {
        unwritten.computeIfPresent(
                change.terminalId(),
                (id, seen) -> change.lastSeen() == null || seen.at().isAfter(change.lastSeen()) ? seen : null);
    }

    /** The board has to show these terminals' figures again. */
    void handedOver(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntriesAppended appended) {
        appended.terminalIds().forEach(id -> grown.put(id, new Object()));
    }

    Map<UUID, Seen> unwritten() {
        return Map.copyOf(unwritten);
    }

    /** The terminals whose documents are newer than their status; each with a mark of its latest ones. */
    Map<UUID, Object> grown() {
        return Map.copyOf(grown);
    }

    /** Removes what is on disk now; what came later stays. */
    void removeWritten(Map<UUID, Seen> contacts, Map<UUID, Object> shown) {
        contacts.forEach(unwritten::remove);
        shown.forEach(grown::remove);
    }

    /**
     * The moment since which every call would have been received. Starts again unless it is called about once a second.
     */
    Instant listeningSince(Instant now) {
        Instant last = lastCheck;
        if (last == null || now.isBefore(last) || now.isAfter(last.plus(LONGEST_PAUSE))) {
            listeningSince = now;
        }
        lastCheck = now;
        return listeningSince;
    }

    /** Calls are being refused before their terminal is identified; listening starts again with the next check. */
    void stopListening() {
        lastCheck = null;
    }

    /**
     * A contact. Public for the container.
     *
     * @param at when it was received
     * @param blocked whether the terminal was blocked then
     */
    public record Seen(Instant at, boolean blocked) {}
}
