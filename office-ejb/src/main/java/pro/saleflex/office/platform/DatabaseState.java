package pro.saleflex.office.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the database is usable. Every request checks this first, so that a hung database is reported at once instead
 * of after the pool's time-outs. The check calls neither the container nor the database.
 */
@ApplicationScoped
public class DatabaseState {
    /** A ping takes a millisecond; a database that needs this long cannot store documents in time. */
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(3);

    /** The obstacle while the store is restored, which may take long. */
    public static final String RESTORING = "The store server is restoring its store.";

    private Clock clock;
    private volatile boolean prepared;
    private volatile boolean restoring;
    private volatile boolean failed;
    private volatile Instant pingedAt; // null: no ping is under way

    /** Public for the container. */
    public DatabaseState() {}

    @Inject
    DatabaseState(Clock clock) {
        this.clock = clock;
    }

    /** Why the database is not usable, as text for the people in the shop; empty if it is usable. */
    public Optional<String> obstacle() {
        if (restoring) {
            return Optional.of(RESTORING);
        }
        if (!prepared) {
            return Optional.of("The store server is starting, or its database is not ready.");
        }
        return answering() ? Optional.empty() : Optional.of("The store server's database is not answering.");
    }

    /** Whether the last ping succeeded and the current one is not overdue. */
    public boolean answering() {
        Instant pinged = pingedAt;
        return !failed && (pinged == null || clock.instant().isBefore(pinged.plus(PING_TIMEOUT)));
    }

    /** Whether the schema is current, commits are durable, and the features' initial rows are stored. */
    public boolean prepared() {
        return prepared;
    }

    /** Makes the database usable. Called by Schema, once. */
    public void markPrepared() {
        prepared = true;
    }

    /** The store is being restored, or no longer. */
    public void restoring(boolean restored) {
        restoring = restored;
    }

    /** A ping starts. */
    public void pingStarted() {
        pingedAt = clock.instant();
    }

    /** The ping has ended. */
    public void pingEnded(boolean succeeded) {
        failed = !succeeded;
        pingedAt = null;
    }
}
