package pro.saleflex.office.portal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.archive.ArchiveMeter;
import pro.saleflex.office.archive.ArchiveMeter.Reading;
import pro.saleflex.office.archive.Archives.ArchiveState;
import pro.saleflex.office.archive.Archives.SingleCopies;

class LiveArchiveTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final LiveArchive live = new LiveArchive();
    private Optional<Reading> reading = Optional.empty();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // there is no server that injects
    void open() {
        live.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        live.meter = new ArchiveMeter() {
            @Override
            public Optional<Reading> latest() {
                return reading;
            }
        };
    }

    /** What the meter reads: documents in one place only, the oldest of which is that old. */
    private void read(Instant at, boolean available, long documents, Duration age) {
        ArchiveState state = new ArchiveState(
                Path.of("/archive"),
                available,
                available ? "" : "It is full.",
                NOW.minus(Duration.ofHours(1)),
                10,
                documents,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        Optional<Instant> oldest = documents == 0 ? Optional.empty() : Optional.of(NOW.minus(age));
        reading = Optional.of(new Reading(
                at,
                state,
                Optional.empty(),
                Optional.empty(),
                new SingleCopies(documents, Map.of(), oldest),
                Optional.empty()));
    }

    @Test
    void theBoardShowsNothingBeforeTheMeterWasRead() {
        assertEquals(0, live.singleCopies());
        assertEquals(Set.of(), live.refresh());
    }

    @Test
    void theBoardShowsDocumentsInOnePlaceOnlyAfterAMinute() {
        read(NOW, true, 3, Duration.ofSeconds(59));
        assertEquals(0, live.singleCopies());
        read(NOW, true, 3, Duration.ofSeconds(61));
        assertEquals(3, live.singleCopies());
    }

    @Test
    void theBoardShowsThemAtOnceWhenTheArchiveCannotBeWritten() {
        read(NOW, false, 3, Duration.ofSeconds(1));
        assertEquals(3, live.singleCopies());
        read(NOW, false, 0, Duration.ZERO);
        assertEquals(0, live.singleCopies(), "GATE has them");
    }

    @Test
    void openPagesAreToldOfWhatTheyShow() {
        assertFalse(live.isWatched());
        read(NOW, false, 3, Duration.ofSeconds(1));
        assertEquals(Set.of(), live.refresh(), "no page is open");

        live.singleCopies();
        assertTrue(live.isWatched());
        assertEquals(Set.of(LiveArchive.METER), live.refresh());
        assertEquals(Set.of(), live.refresh());

        live.reading();
        assertEquals(Set.of(LiveArchive.PAGE), live.refresh());
        read(NOW.plusSeconds(5), false, 3, Duration.ofSeconds(1));
        assertEquals(Set.of(LiveArchive.PAGE), live.refresh(), "the board's number is the same");
    }
}
