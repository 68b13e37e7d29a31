package pro.saleflex.office.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import pro.saleflex.office.terminal.TerminalRef;

/** Contacts that are not written yet, the latest of each terminal; and since when we have been able to hear any. */
@ApplicationScoped
public class SeenTerminals {
    /** We listen once a second; a longer pause means that we were held up, and so may have missed calls. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Map<UUID, Seen> unwritten = new ConcurrentHashMap<>();
    private volatile Instant listenedAt;
    private volatile Instant listeningSince;

    void note(TerminalRef terminal, Instant at) {
        Seen seen = new Seen(at, terminal.blocked());
        unwritten.merge(terminal.id(), seen, (known, now) -> now.at().isBefore(known.at()) ? known : now);
    }

    Map<UUID, Seen> unwritten() {
        return Map.copyOf(unwritten);
    }

    /** These are on disk; what came in between stays. */
    void written(Map<UUID, Seen> contacts) {
        contacts.forEach(unwritten::remove);
    }

    /** Tells since when every call would have been heard; asked once a second, or it begins anew. */
    Instant listening(Instant now) {
        Instant last = listenedAt;
        if (last == null || now.isBefore(last) || now.isAfter(last.plus(LONGEST_PAUSE))) {
            listeningSince = now;
        }
        listenedAt = now;
        return listeningSince;
    }

    /** Calls are being turned away unheard. */
    void deaf() {
        listenedAt = null;
    }

    /**
     * A contact. Public for the container.
     *
     * @param at when
     * @param blocked whether the terminal was blocked then
     */
    public record Seen(Instant at, boolean blocked) {}
}
