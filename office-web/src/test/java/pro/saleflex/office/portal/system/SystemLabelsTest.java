package pro.saleflex.office.portal.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.archive.ArchiveDisk.Space;
import pro.saleflex.office.archive.ArchiveMeter.Reading;
import pro.saleflex.office.archive.Archives.ArchiveState;
import pro.saleflex.office.archive.Archives.SingleCopies;
import pro.saleflex.office.intake.DiskSpace.FreeSpace;
import pro.saleflex.office.platform.Build;
import pro.saleflex.office.platform.Timers.TimerRun;
import pro.saleflex.office.portal.CurrentUser;
import pro.saleflex.office.portal.Figure;
import pro.saleflex.office.portal.system.SystemLabels.JobLine;
import pro.saleflex.office.zone.StoreZone;

class SystemLabelsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final SingleCopies NONE = new SingleCopies(0, Map.of(), Optional.empty());

    private final SystemLabels labels = new SystemLabels(new CurrentUser() {
        @Override
        public Locale getLocale() {
            return Locale.ENGLISH;
        }

        @Override
        public Locale getNumbers() {
            return Locale.UK;
        }

        @Override
        public StoreZone getZone() {
            return StoreZone.of("Europe/Istanbul");
        }
    });

    private static ArchiveState state(
            boolean available, Instant since, long waiting, Optional<Instant> at, Optional<Space> space) {
        return new ArchiveState(
                Path.of("/archive"),
                available,
                available ? "" : "It is full.",
                since,
                12_345,
                waiting,
                at,
                false,
                space,
                at);
    }

    private static Reading reading(ArchiveState state, String mismatch, Optional<Long> days) {
        return new Reading(
                NOW, state, Optional.of(mismatch).filter(text -> !text.isEmpty()), Optional.empty(), NONE, days);
    }

    private List<String> figures(Reading reading) {
        return labels.archive(reading).stream()
                .map(figure -> figure.key() + ": " + figure.value() + " (" + figure.detail() + ") " + figure.tone())
                .toList();
    }

    @Test
    void theConditionIsThatOfTheLastReading() {
        assertEquals(Condition.UNKNOWN, Condition.of(Optional.empty()));
        ArchiveState unseen = state(false, null, 0, Optional.empty(), Optional.empty());
        ArchiveState away = state(false, NOW, 0, Optional.empty(), Optional.empty());
        ArchiveState there = state(true, NOW, 0, Optional.empty(), Optional.empty());
        assertEquals(Condition.UNKNOWN, Condition.of(Optional.of(reading(unseen, "", Optional.empty()))));
        assertEquals(Condition.AWAY, Condition.of(Optional.of(reading(away, "", Optional.empty()))));
        assertEquals(Condition.AWAY, Condition.of(Optional.of(reading(away, "POS-1: changed", Optional.empty()))));
        assertEquals(Condition.MISFIT, Condition.of(Optional.of(reading(there, "POS-1: changed", Optional.empty()))));
        assertEquals(
                Condition.UNSAVED,
                Condition.of(Optional.of(new Reading(
                        NOW, there, Optional.empty(), Optional.of("SQLSTATE 42501"), NONE, Optional.empty()))));
        assertEquals(Condition.WRITTEN, Condition.of(Optional.of(reading(there, "", Optional.empty()))));
    }

    @Test
    void theFiguresOfAFullArchiveHaveTheirUnits() {
        Space space = new Space(3_000L << 20, 500L << 30, true);
        Reading reading = reading(state(true, NOW, 2, Optional.of(NOW), Optional.of(space)), "", Optional.of(41L));
        assertEquals(
                List.of(
                        "archived: 12,345 (documents) ",
                        "waiting: 2 (documents) ",
                        "oldest: 30 Nov 2026, 15:00:00 GMT+3 () ",
                        "sealed: 30 Nov 2026, 15:00:00 GMT+3 () ",
                        "free: 3,000 MB (of 500 GB) ",
                        "days: 41 days (at the rate of the last week) "),
                figures(reading));
    }

    @Test
    void whatIsNotKnownIsSaid() {
        Reading reading = reading(state(false, NOW, 2, Optional.empty(), Optional.empty()), "", Optional.empty());
        assertEquals(
                List.of(
                        "archived: 12,345 (documents) ",
                        "waiting: 2 (documents) bad",
                        "oldest: – (nothing waits) ",
                        "sealed: – (not yet) ",
                        "free: – (not known at the moment) ",
                        "days: – (not known yet: a day of figures is needed) "),
                figures(reading));
        List<Figure> figures = labels.archive(
                reading(state(true, NOW, 0, Optional.empty(), Optional.empty()), "", Optional.of(3650L)));
        assertEquals("over 3,650 days", figures.get(5).value());
    }

    @Test
    void eachCurrencyIsNamed() {
        Map<String, BigDecimal> values =
                new TreeMap<>(Map.of("TRY", new BigDecimal("1234.5000"), "EUR", new BigDecimal("-3.1000")));
        assertEquals(
                List.of("-€3.10", "TRY 1,234.50"),
                labels.values(new SingleCopies(3, values, Optional.of(NOW))).stream()
                        .map(text -> text.replace('\u00a0', ' ').replace("TRY1", "TRY 1"))
                        .toList());
    }

    @Test
    void aDiskSaysWhatItsFreeSpaceMeans() {
        Path home = Path.of("/home");
        assertEquals("Enough", labels.disk(new FreeSpace(home, 1024), 256, 1024).word());
        assertEquals(
                "Little: below 1,024 MB. Make room.",
                labels.disk(new FreeSpace(home, 1023), 256, 1024).word());
        assertEquals(
                "Too little: below 256 MB. Tills have to keep their documents. Make room now.",
                labels.disk(new FreeSpace(home, 255), 256, 1024).word());
        assertEquals("bad", labels.disk(new FreeSpace(home, 255), 256, 1024).tone());
    }

    @Test
    void aJobThatHasStoppedIsNamed() {
        List<JobLine> jobs = List.of(
                labels.job(new TimerRun("a-look", NOW, 0, false)),
                labels.job(new TimerRun("b-look", NOW, 3, false)),
                labels.job(new TimerRun("c-look", NOW, 1, true)),
                labels.job(new TimerRun("d-look", null, 0, false)));
        assertEquals(
                List.of("running", "failed 3 times in a row", "stopped", "not run yet"),
                jobs.stream().map(JobLine::word).toList());
        assertEquals("c-look", SystemLabels.names(jobs, "STALE"));
        assertEquals("b-look", SystemLabels.names(jobs, "FAILING"));
    }

    @Test
    void theBuildIsNamedByItsCommit() {
        assertEquals(
                "commit 8a89cf9 of 30 Nov 2026, 15:00:00 GMT+3",
                labels.commit(new Build("1.0.0", "8a89cf9", Optional.of(NOW), false)));
        assertEquals(
                "commit 8a89cf9 of 30 Nov 2026, 15:00:00 GMT+3, with further changes",
                labels.commit(new Build("1.0.0", "8a89cf9", Optional.of(NOW), true)));
        assertEquals(
                "not known: it was not built from a clone",
                labels.commit(new Build("1.0.0", "", Optional.empty(), false)));
    }
}
