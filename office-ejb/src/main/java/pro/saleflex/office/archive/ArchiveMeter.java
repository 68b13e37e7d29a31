package pro.saleflex.office.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import pro.saleflex.office.archive.Archives.ArchiveState;
import pro.saleflex.office.archive.Archives.SingleCopies;

/**
 * What was last read about the archive: every five seconds, once for alerts, pages and metrics, so that nobody who looks
 * waits for a disk or counts documents.
 */
@ApplicationScoped
public class ArchiveMeter {
    /** An older reading says nothing about now: the database does not answer, or the timer has stopped. */
    private static final Duration VALID = Duration.ofMinutes(1);

    @Inject
    Archives archives;

    @Inject
    ArchiveRoom room;

    @Inject
    ConfigSnapshots snapshots;

    @Inject
    Clock clock;

    private volatile Reading latest;

    /** Reads everything. Called by {@link ArchiveAlerts}. */
    Reading read() {
        ArchiveState state = archives.state();
        Reading reading = new Reading(
                clock.instant(),
                state,
                archives.mismatch(),
                snapshots.fault(),
                archives.singleCopies(),
                state.space().flatMap(space -> room.daysLeft(state.directory(), space.freeBytes())));
        latest = reading;
        return reading;
    }

    /** The last reading, at most a minute old; empty: there is none. */
    public Optional<Reading> latest() {
        Reading reading = latest;
        return reading == null || reading.at().isBefore(clock.instant().minus(VALID))
                ? Optional.empty()
                : Optional.of(reading);
    }

    /**
     * A reading.
     *
     * @param at when it was read
     * @param state of the archive
     * @param mismatch a till whose journal does not fit its archive, and why; empty: there is none
     * @param unsaved why the configuration could not be archived; empty: it could, or no snapshot was due
     * @param single documents in this database only
     * @param daysLeft until its disk is full, at the rate of the last week; empty: not known
     */
    public record Reading(
            Instant at,
            ArchiveState state,
            Optional<String> mismatch,
            Optional<String> unsaved,
            SingleCopies single,
            Optional<Long> daysLeft) {

        /** Whether somebody has to do something about the archive. */
        public boolean failing() {
            return state.since() != null && (!state.available() || fault().isPresent());
        }

        /** What is wrong although the archive can be written to; empty: nothing. */
        public Optional<String> fault() {
            return mismatch.or(() -> unsaved);
        }
    }
}
