package pro.saleflex.office.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the database can be worked on. Every request asks, so that a database that hangs is answered for at once and not
 * after all time-outs of the pool; asking costs no call to container or database.
 */
@ApplicationScoped
public class DatabaseState {
    /** A sign of life takes a millisecond; a database that needs this long takes no documents in time. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Clock clock;
    private volatile boolean prepared;
    private volatile boolean silent;
    private volatile Instant askedAt;

    /** Public for the container. */
    public DatabaseState() {}

    @Inject
    DatabaseState(Clock clock) {
        this.clock = clock;
    }

    /** Why it cannot be worked on, in words for the shop; nothing when it can. */
    public Optional<String> obstacle() {
        if (!prepared) {
            return Optional.of("The store server is starting, or its database is not ready.");
        }
        return answering() ? Optional.empty() : Optional.of("The store server's database is not answering.");
    }

    /** Did it answer when it was asked last, and is it not taking too long just now? */
    public boolean answering() {
        Instant asked = askedAt;
        return !silent && (asked == null || clock.instant().isBefore(asked.plus(PATIENCE)));
    }

    /** Is it up to date, durable, and filled with what the features need to start? */
    boolean prepared() {
        return prepared;
    }

    void open() {
        prepared = true;
    }

    void asking() {
        askedAt = clock.instant();
    }

    void answered(boolean well) {
        silent = !well;
        askedAt = null;
    }
}
