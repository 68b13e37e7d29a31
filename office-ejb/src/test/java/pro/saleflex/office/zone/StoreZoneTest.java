package pro.saleflex.office.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreZoneTest {
    private static final StoreZone LONDON = StoreZone.of("Europe/London");
    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    /** Zones whose rules changed lately; a JDK of 2025 does not know these yet. */
    @ParameterizedTest
    @CsvSource({
        "America/Vancouver, 2026-12-01T09:00, 2026-12-01T16:00:00Z",
        "America/Edmonton, 2026-12-01T09:00, 2026-12-01T15:00:00Z",
        "Africa/Casablanca, 2026-12-01T12:00, 2026-12-01T12:00:00Z",
        "Africa/El_Aaiun, 2026-12-01T12:00, 2026-12-01T12:00:00Z",
        "America/Coyhaique, 2026-07-01T12:00, 2026-07-01T15:00:00Z",
        "America/Asuncion, 2026-07-01T12:00, 2026-07-01T15:00:00Z",
        "Asia/Almaty, 2026-12-01T12:00, 2026-12-01T07:00:00Z",
        "America/Mexico_City, 2026-07-01T12:00, 2026-07-01T18:00:00Z"
    })
    void theLatestRulesAreKnown(String name, LocalDateTime local, Instant instant) {
        StoreZone zone = StoreZone.of(name);

        assertEquals(instant, zone.instant(local));
        assertEquals(local, zone.local(instant));
        assertEquals(local, zone.at(instant).toLocalDateTime());
    }

    @Test
    void aZoneWithOneOffsetAllYearHasItInSummerAndWinter() {
        StoreZone vancouver = StoreZone.of("America/Vancouver");

        for (int month = 12; month < 24; month++) {
            LocalDateTime noon = LocalDate.of(2026, 1, 1).plusMonths(month).atTime(12, 0);
            assertEquals(
                    noon.plusHours(7),
                    vancouver.instant(noon).atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
        }
    }

    @Test
    void theVersionOfTheRulesIsAYearAndALetter() {
        assertTrue(StoreZone.rulesVersion().compareTo("2026e") >= 0, StoreZone.rulesVersion());
        assertTrue(StoreZone.rulesVersion().matches("20\\d\\d[a-z]"), StoreZone.rulesVersion());
    }

    @Test
    void thereIsOneInstancePerName() {
        assertSame(LONDON, StoreZone.of("Europe/London"));
        assertEquals("Europe/London", LONDON.name());
        assertSame(StoreZone.UTC, StoreZone.of("UTC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "europe/london", "", "Etc/Unknown", "25:00"})
    void anUnknownNameIsRejectedWithAMessage(String name) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> StoreZone.of(name));

        assertTrue(refused.getMessage().endsWith(" has no zone named " + name), refused.getMessage());
    }

    @Test
    void nullIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> StoreZone.of(null));
    }

    /** Stores created when such names were accepted must still work. */
    @Test
    void fixedOffsetsOfOldStoresAreReadAsJavaReadsThem() {
        LocalDateTime noon = LocalDateTime.parse("2026-07-01T12:00");

        assertEquals(
                Instant.parse("2026-07-01T09:00:00Z"), StoreZone.of("GMT+3").instant(noon));
        assertEquals(
                Instant.parse("2026-07-01T09:00:00Z"), StoreZone.of("+03:00").instant(noon));
        assertEquals(
                Instant.parse("2026-07-01T15:00:00Z"), StoreZone.of("Etc/GMT+3").instant(noon));
    }

    @Test
    void aRepeatedTimeMeansItsFirstOccurrenceUnlessTheSecondIsRequested() {
        LocalDateTime twice = LocalDateTime.parse("2026-10-25T01:10");

        assertEquals(Instant.parse("2026-10-25T00:10:00Z"), LONDON.instant(twice));
        assertEquals(Instant.parse("2026-10-25T01:10:00Z"), LONDON.laterInstant(twice));
        assertEquals(OffsetDateTime.parse("2026-10-25T01:10+01:00"), LONDON.at(LONDON.instant(twice)));
        assertEquals(OffsetDateTime.parse("2026-10-25T01:10Z"), LONDON.at(LONDON.laterInstant(twice)));
    }

    @Test
    void aTimeThatOccursOnceHasOneInstant() {
        LocalDateTime once = LocalDateTime.parse("2026-10-25T02:00");

        assertEquals(Instant.parse("2026-10-25T02:00:00Z"), LONDON.instant(once));
        assertEquals(LONDON.instant(once), LONDON.laterInstant(once));
    }

    @Test
    void aSkippedTimeIsMovedForwardByTheGap() {
        LocalDateTime skipped = LocalDateTime.parse("2026-03-29T01:30");

        assertEquals(Instant.parse("2026-03-29T01:30:00Z"), LONDON.instant(skipped));
        assertEquals(LONDON.instant(skipped), LONDON.laterInstant(skipped));
        assertEquals(LocalDateTime.parse("2026-03-29T02:30"), LONDON.local(LONDON.instant(skipped)));
    }

    @Test
    void fractionsOfASecondAreKept() {
        Instant instant = Instant.parse("2026-06-01T22:59:59.999999999Z");

        assertEquals(LocalDateTime.parse("2026-06-01T23:59:59.999999999"), LONDON.local(instant));
        assertEquals(instant, LONDON.instant(LONDON.local(instant)));
        assertEquals(LocalDate.parse("2026-06-01"), LONDON.businessDay(instant, MIDNIGHT));
    }

    @ParameterizedTest
    @CsvSource({
        // A bar: what is sold before half past two belongs to the evening.
        "Europe/London, 02:30, 2026-06-02T02:29:59.999, 2026-06-01",
        "Europe/London, 02:30, 2026-06-02T02:30, 2026-06-02",
        "Europe/London, 00:00, 2026-06-02T00:00, 2026-06-02",
        // Clocks of Havana jump from midnight to one o'clock.
        "America/Havana, 00:00, 2026-03-08T01:00, 2026-03-08",
        // Samoa had no 30 December 2011.
        "Pacific/Apia, 00:00, 2011-12-31T00:00, 2011-12-31",
        "Pacific/Apia, 00:00, 2011-12-29T23:59, 2011-12-29"
    })
    void aSaleBelongsToTheStartedBusinessDay(String name, LocalTime dayStart, LocalDateTime local, LocalDate day) {
        StoreZone zone = StoreZone.of(name);

        assertEquals(day, zone.businessDay(zone.instant(local), dayStart));
    }

    @Test
    void aDayStartInTheSkippedHourIsWhenTheClockJumps() {
        assertEquals(
                Instant.parse("2026-03-29T01:00:00Z"),
                LONDON.startOf(LocalDate.parse("2026-03-29"), LocalTime.of(1, 30)));
    }

    @Test
    void aDayStartInTheRepeatedHourCountsOnce() {
        LocalTime dayStart = LocalTime.of(1, 30);
        LocalDateTime twice = LocalDateTime.parse("2026-10-25T01:10");

        assertEquals(Instant.parse("2026-10-25T00:30:00Z"), LONDON.startOf(twice.toLocalDate(), dayStart));
        assertEquals(LocalDate.parse("2026-10-24"), LONDON.businessDay(LONDON.instant(twice), dayStart));
        assertEquals(LocalDate.parse("2026-10-25"), LONDON.businessDay(LONDON.laterInstant(twice), dayStart));
    }

    @Test
    void daysFollowEachOtherWithoutGapOrOverlap() {
        for (String name : Set.of("Europe/London", "America/Havana", "Africa/Casablanca", "Australia/Lord_Howe")) {
            StoreZone zone = StoreZone.of(name);
            for (LocalTime dayStart : Set.of(MIDNIGHT, LocalTime.of(1, 30), LocalTime.of(2, 30))) {
                LocalDate end = LocalDate.of(2028, 1, 1);
                for (LocalDate day = LocalDate.of(2026, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
                    Instant start = zone.startOf(day, dayStart);
                    assertEquals(day, zone.businessDay(start, dayStart));
                    assertEquals(day.minusDays(1), zone.businessDay(start.minusNanos(1), dayStart));
                }
            }
        }
    }

    /** Where the two differ, one of them has outdated rules: the JDK, or the library if it is not updated. */
    @Test
    void agreesWithTheJdkWhereRulesDidNotChange() {
        Set<String> changedSince2025a = Set.of(
                "America/Vancouver",
                "Canada/Pacific",
                "America/Edmonton",
                "America/Yellowknife",
                "Canada/Mountain",
                "America/Inuvik",
                "America/Winnipeg",
                "America/Rainy_River",
                "Canada/Central",
                "Africa/Casablanca",
                "Africa/El_Aaiun");
        Instant from = Instant.parse("1990-01-01T00:00:00Z");
        long span = ChronoUnit.SECONDS.between(from, Instant.parse("2050-01-01T00:00:00Z"));
        SplittableRandom random = new SplittableRandom(19);
        Set<String> different = new TreeSet<>();
        int compared = 0;
        for (String name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            if (name.startsWith("SystemV/")) {
                continue;
            }
            StoreZone zone = StoreZone.of(name);
            ZoneId java = ZoneId.of(name);
            for (int i = 0; i < 200; i++) {
                Instant instant = from.plusSeconds(random.nextLong(span));
                LocalDateTime local = LocalDateTime.ofInstant(instant, java);
                if (!zone.local(instant).equals(local)
                        || !zone.instant(local).equals(local.atZone(java).toInstant())
                        || !zone.laterInstant(local)
                                .equals(ZonedDateTime.of(local, java)
                                        .withLaterOffsetAtOverlap()
                                        .toInstant())) {
                    different.add(name + " at " + instant);
                    break;
                }
            }
            compared++;
        }
        different.removeIf(name -> changedSince2025a.contains(name.substring(0, name.indexOf(' '))));

        assertEquals(Set.of(), different);
        assertTrue(compared > 500, compared + " zones");
        assertFalse(StoreZone.names().contains("Etc/Unknown"));
    }
}
