package pro.saleflex.office.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Contacts not written yet, the latest of each terminal, and the moment since which every call would have been
 * received.
 */
@ApplicationScoped
public class SeenTerminals {
    /** The check runs once a second; after a longer pause the server was held up and may have missed calls. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Map<UUID, Seen> unwritten = new ConcurrentHashMap<>();
    private volatile Instant lastCheck;
    private volatile Instant listeningSince;

    void note(TerminalRef terminal, Instant at) {
        Seen seen = new Seen(at, terminal.blocked());
        unwritten.merge(terminal.id(), seen, (known, now) -> now.at().isBefore(known.at()) ? known : now);
    }

    Map<UUID, Seen> unwritten() {
        return Map.copyOf(unwritten);
    }

    /** Removes contacts that are on disk now; later ones stay. */
    void removeWritten(Map<UUID, Seen> contacts) {
        contacts.forEach(unwritten::remove);
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
