package pro.saleflex.office.portal.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import pro.saleflex.office.archive.ArchiveMeter;
import pro.saleflex.office.archive.ArchiveMeter.Reading;

/** What open pages show of the archive. Nothing is read for it: the archive's own meter is. */
@ApplicationScoped
public class LiveArchive {
    /** The name pushed to open pages when the board's number changed, in place of a store id. */
    public static final String METER = "meter";

    /** The name pushed when the meter was read again. */
    public static final String PAGE = "system";

    /** For a shorter time every document is in one place only. */
    private static final Duration LASTING = Duration.ofMinutes(1);

    /** Open pages ask at least every 20 s, see live.js. */
    private static final Duration WATCHED = Duration.ofSeconds(60);

    @Inject
    ArchiveMeter meter;

    @Inject
    Clock clock;

    private volatile Instant numberAskedAt = Instant.MIN;
    private volatile Instant readingAskedAt = Instant.MIN;
    private long pushedNumber;
    private Instant pushedReading;

    /** Is a page open that shows this? */
    public boolean isWatched() {
        return isWatched(numberAskedAt) || isWatched(readingAskedAt);
    }

    private boolean isWatched(Instant askedAt) {
        return askedAt.isAfter(clock.instant().minus(WATCHED));
    }

    /**
     * The number of documents in one place only, for the board; 0 also while they are so new that this is normal, and
     * when it is not known.
     */
    public long singleCopies() {
        numberAskedAt = clock.instant();
        return number();
    }

    /** The last reading, for the page System; empty: there is none. */
    public Optional<Reading> reading() {
        readingAskedAt = clock.instant();
        return meter.latest();
    }

    /** Whether the documents in one place only have been so for long enough that somebody should know. */
    public boolean isLasting(Reading reading) {
        Instant newest = clock.instant().minus(LASTING);
        return reading.single().documents() > 0
                && (reading.failing()
                        || reading.single()
                                .oldest()
                                .filter(at -> at.isBefore(newest))
                                .isPresent());
    }

    /** Returns the names to push of what changed: {@link #METER}, {@link #PAGE}. */
    synchronized Set<String> refresh() {
        Set<String> names = new TreeSet<>();
        if (isWatched(numberAskedAt) && number() != pushedNumber) {
            pushedNumber = number();
            names.add(METER);
        }
        Instant readAt = meter.latest().map(Reading::at).orElse(null);
        if (isWatched(readingAskedAt) && readAt != null && !readAt.equals(pushedReading)) {
            pushedReading = readAt;
            names.add(PAGE);
        }
        return names;
    }

    private long number() {
        return meter.latest()
                .filter(this::isLasting)
                .map(reading -> reading.single().documents())
                .orElse(0L);
    }
}
