package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T06:16:43.157783",
                "2026-11-22T06:16:43",
                "2026-11-22T06:16",
                "2026-11-22T06:16:43Z",
                "2026-11-22T06:16:43.157783+03:00",
                "2026-11-22T06:16-03:00"
            })
    void recognisesATimeByItsForm(String time) {
        assertTrue(WireTime.looksLike(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-11-22T06:1",
                "2026-11-22 06:16:43",
                "20261122T061643.157",
                "20261122-0001-000003",
                "dcfd3213-8760-4090-9515-1315cfcfeb9d",
                "a text that is long enough"
            })
    void recognisesThatOtherTextsAreNotTimes(String text) {
        assertFalse(WireTime.looksLike(text));
    }

    @Test
    void readsATimeWithoutAZoneAsLocal() {
        assertEquals(
                LocalDateTime.of(2026, 11, 22, 6, 16, 43, 157_783_000), WireTime.parse("2026-11-22T06:16:43.157783"));
        assertEquals(LocalDateTime.of(2026, 11, 22, 6, 16), WireTime.parse("2026-11-22T06:16"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T06:16:43Z",
                "2026-11-22T06:16:43.157+03:00",
                "2026-11-22T06:16:43-11:30",
                "2026-11-22T06:16+00:00"
            })
    void readsATimeThatNamesItsZone(String time) {
        assertEquals(OffsetDateTime.parse(time), WireTime.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-22",
                "2026-02-30T06:16:43",
                "2026-11-22T24:16:43",
                "2026-11-22T06:16:43+3",
                "x+y"
            })
    void rejectsATimeThatDoesNotExist(String time) {
        assertThrows(DateTimeException.class, () -> WireTime.parse(time));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T06:16, 2026-11-22T06:16:00",
        "2026-11-22T06:16:00, 2026-11-22T06:16:00",
        "2026-11-22T06:16:43.000000, 2026-11-22T06:16:43",
        "2026-11-22T06:16:43.1, 2026-11-22T06:16:43.100",
        "2026-11-22T06:16:43.157000, 2026-11-22T06:16:43.157",
        "2026-11-22T06:16:43.157780000, 2026-11-22T06:16:43.157780",
        "2026-11-22T06:16:40.0, 2026-11-22T06:16:40"
    })
    void writesALocalTimeInOneSpelling(String time, String spelling) {
        assertTrue(WireTime.isLocal(time));
        assertEquals(spelling, WireTime.normalised(time));
        assertEquals(
                LocalDateTime.parse(time).toInstant(java.time.ZoneOffset.UTC).toString(), spelling + "Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T06:16:",
                "2026-11-22T06:16:4",
                "2026-11-22T06:16:43.",
                "2026-11-22T06:16:43.1234567890",
                "2026-11-22T06:16:43Z",
                "2026-11-22T06h16",
                "2026-11-22T06:16:43,5",
                "ABCD-EF-GHT12:34",
                "2026-11-22T06:16:4\u0663"
            })
    void noOtherTextIsALocalTime(String text) {
        assertFalse(WireTime.isLocal(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T06:16, 2026-11-22T06:16",
        "2026-11-22 06:16:43.5, 2026-11-22T06:16:43.5",
        "2026-11-22t06:16:43Z, 2026-11-22T06:16:43Z",
        "2026-11-22T24:00, 2026-11-23T00:00",
        "2026-12-31 24:00:00, 2027-01-01T00:00",
        "2026-11-22T24:00:00+03:00, 2026-11-23T00:00+03:00",
        "2026-11-22T24:00:01, 2026-11-22T24:00:01",
        "2026-11-22, 2026-11-22",
        "a text with a blank in it, a text with a blank in it"
    })
    void writesTimesInTheirUsualForm(String time, String spelling) {
        assertEquals(spelling, WireTime.withT(time));
    }
}
