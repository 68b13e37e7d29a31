package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.zone.StoreZone;

class ColumnConverterTest {
    private final ColumnConverter columns = new ColumnConverter(StoreZone.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "55, 55.0000",
        "55.0000, 55.0000",
        "5.5E1, 55.0000",
        "0.0001, 0.0001",
        "-0.0001, -0.0001",
        "1.23450000000, 1.2345",
        "24.299999999999997, 24.3000",
        "24.300000000000004, 24.3000",
        "-24.299999999999997, -24.3000",
        "55.000000001, 55.0000",
        "54.999999999, 55.0000",
        "999999999999999.99990000001, 999999999999999.9999",
        "0, 0.0000",
        "-0.00, 0.0000",
        "0E+30, 0.0000",
        "999999999999999.9999, 999999999999999.9999",
        "-999999999999999.9999, -999999999999999.9999",
        "1E14, 100000000000000.0000"
    })
    void keepsAnAmountThatFits(BigDecimal amount, BigDecimal column) {
        assertEquals(column, columns.money("m", amount));
        assertEquals(List.of(), columns.leftOut());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1000000000000000", "1E15", "-1E15", "1E1000000000", "1E-1000000000", "999999999999999.99999"})
    void leavesOutAnAmountThatDoesNotFit(BigDecimal amount) {
        assertNull(columns.money("m", amount));
        assertEquals(List.of("m"), columns.leftOut());
    }

    @ParameterizedTest
    @CsvSource({
        "0.00001, 0.0000",
        "1.00005, 1.0001",
        "-1.00005, -1.0001",
        "55.00009, 55.0001",
        "55.00004999, 55.0000",
        "55.0000000011, 55.0000"
    })
    void roundsAnAmountWithMoreDecimalsAndNotesIt(BigDecimal amount, BigDecimal column) {
        assertEquals(column, columns.money("m", amount));
        assertEquals(column, columns.money("m", amount));
        assertEquals(List.of("m"), columns.rounded());
        assertEquals(List.of(), columns.leftOut());
    }

    @Test
    void leavesOutAnAmountOfThousandsOfDigits() {
        assertNull(columns.money("m", new BigDecimal("9".repeat(10_000))));
        assertNull(columns.rate("r", new BigDecimal("0." + "1".repeat(10_000))));
        assertEquals(List.of("m", "r"), columns.leftOut());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.000000",
        "34.123456, 34.123456",
        "9999999999999.999999, 9999999999999.999999",
        "34.1234560000001, 34.123456",
        "10000000000000, "
    })
    void keepsSixDecimalsOfARate(BigDecimal rate, BigDecimal column) {
        assertEquals(column, columns.rate("r", rate));
        assertEquals(column == null ? List.of("r") : List.of(), columns.leftOut());
    }

    @Test
    void roundsARateOfMoreThanSixDecimals() {
        assertEquals(new BigDecimal("34.123457"), columns.rate("r", new BigDecimal("34.1234567")));
        assertEquals(List.of("r"), columns.rounded());
    }

    @Test
    void leavesOutNothingThatFitsOnceRounded() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            BigDecimal value = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(20) - 5);
            ColumnConverter one = new ColumnConverter(StoreZone.of("UTC"));
            BigDecimal money = one.money("m", value);
            BigDecimal four = value.setScale(4, RoundingMode.HALF_UP);
            boolean fits = four.precision() <= 19;
            boolean residue = four.subtract(value).abs().compareTo(new BigDecimal("0.000000001")) <= 0;
            assertEquals(fits ? four : null, money, value::toString);
            assertEquals(fits ? List.of() : List.of("m"), one.leftOut(), value::toString);
            assertEquals(fits && !residue ? List.of("m") : List.of(), one.rounded(), value::toString);
        }
    }

    @Test
    void readsNullAndEmptyAsNull() {
        assertNull(columns.money("m", null));
        assertNull(columns.rate("m", null));
        assertNull(columns.text(null));
        assertNull(columns.id("m", null));
        assertNull(columns.id("m", ""));
        assertNull(columns.date("m", null));
        assertNull(columns.date("m", ""));
        assertNull(columns.local("m", null));
        assertNull(columns.instant("m", ""));
        assertNull(columns.utc("m", null));
        assertEquals(List.of(), columns.leftOut());
    }

    @Test
    void namesALeftOutMemberOnce() {
        columns.local("head.transaction_date_time", "yesterday");
        columns.instant("head.transaction_date_time", "yesterday");
        columns.id("head.fk_customer_id", "nobody");

        assertEquals(List.of("head.transaction_date_time", "head.fk_customer_id"), columns.leftOut());
    }

    @Test
    void readsALocalTimeAsWrittenAndDerivesItsInstant() {
        String summer = "2026-07-01T12:00:00.123456";

        assertEquals(LocalDateTime.parse(summer), columns.local("m", summer));
        assertEquals(OffsetDateTime.parse("2026-07-01T10:00:00.123456Z"), columns.instant("m", summer));
        assertEquals(OffsetDateTime.parse("2026-11-22T11:00Z"), columns.instant("m", "2026-11-22T12:00:00"));
        assertEquals(OffsetDateTime.parse("2026-07-01T12:00:00.123456Z"), columns.utc("m", summer));
        assertEquals(List.of(), columns.leftOut());
    }

    @Test
    void convertsATimeThatNamesItsZone() {
        for (String zoned : List.of("2026-11-22T12:00:00Z", "2026-11-22T15:00:00+03:00", "2026-11-22T04:30:00-07:30")) {
            assertEquals(LocalDateTime.parse("2026-11-22T13:00:00"), columns.local("m", zoned));
            assertEquals(OffsetDateTime.parse("2026-11-22T12:00Z"), columns.instant("m", zoned));
            assertEquals(OffsetDateTime.parse("2026-11-22T12:00Z"), columns.utc("m", zoned));
        }
    }

    @Test
    void movesASkippedTimeByTheLengthOfTheGap() {
        String skipped = "2026-03-29T02:30:00";

        assertEquals(LocalDateTime.parse(skipped), columns.local("m", skipped));
        assertEquals(OffsetDateTime.parse("2026-03-29T01:30Z"), columns.instant("m", skipped));
        assertEquals(List.of(), columns.leftOut());
    }

    @Test
    void readsARepeatedTimeAsTheFirstPass() {
        String repeated = "2026-10-25T02:30:00";

        assertEquals(LocalDateTime.parse(repeated), columns.local("m", repeated));
        assertEquals(OffsetDateTime.parse("2026-10-25T00:30Z"), columns.instant("m", repeated));
        assertEquals(OffsetDateTime.parse("2026-10-25T01:30Z"), columns.instant("m", repeated + "+01:00"));
        assertEquals(List.of(), columns.leftOut());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-22",
                "2026-11-22  06:16:43",
                "2026-11-22\t06:16:43",
                "2026-02-29T00:00:00",
                "2026-02-29T24:00",
                "2026-11-22T24:00:01",
                "2026-11-22T24:00:00.1",
                "2026-11-22T24:01",
                "2026-11-22T25:00:00",
                "0001-01-01T00:00:00",
                "1582-12-31T23:59:59",
                "2026-11-22T06:16:43+99:00",
                "+10000-01-01T00:00:00",
                "-999999999-01-01T00:00:00",
                "+999999999-12-31T23:59:59.999999999Z",
                "T",
                " "
            })
    void leavesOutATimeThatDoesNotExist(String time) {
        assertNull(columns.local("a", time));
        assertNull(columns.instant("b", time));
        assertNull(columns.utc("c", time));
        assertEquals(List.of("a", "b", "c"), columns.leftOut());
    }

    @Test
    void readsABlankBetweenDateAndTime() {
        assertEquals(LocalDateTime.parse("2026-11-28T10:00"), columns.local("m", "2026-11-28 10:00:00"));
        assertEquals(OffsetDateTime.parse("2026-11-28T09:00Z"), columns.instant("m", "2026-11-28 10:00:00"));
        assertEquals(OffsetDateTime.parse("2026-11-28T10:00Z"), columns.utc("m", "2026-11-28 10:00Z"));
        assertEquals(List.of(), columns.leftOut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-31T24:00", "2026-12-31T24:00:00", "2026-12-31T24:00:00.000", "2026-12-31 24:00"})
    void readsTheEndOfADay(String time) {
        assertEquals(LocalDateTime.parse("2027-01-01T00:00"), columns.local("m", time));
        assertEquals(OffsetDateTime.parse("2026-12-31T23:00Z"), columns.instant("m", time));
        assertEquals(OffsetDateTime.parse("2027-01-01T00:00Z"), columns.instant("m", time + "Z"));
        assertEquals(List.of(), columns.leftOut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22", "2026-11-22Z", "2026-11-22+03:00", "2026-11-22-11:30", "2026-11-22+14:00"})
    void readsADate(String date) {
        assertEquals(LocalDate.of(2026, 11, 22), columns.date("m", date));
        assertEquals(List.of(), columns.leftOut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29", "22.11.2026", "2026-11-22T06:16:43", "2026-11-22+3", "+10000-01-01", "x"})
    void leavesOutADateThatDoesNotExist(String date) {
        assertNull(columns.date("m", date));
        assertEquals(List.of("m"), columns.leftOut());
    }

    @Test
    void readsAnIdInEveryFormAndLeavesOutTheRest() {
        UUID id = UUID.fromString("dcfd3213-8760-4090-9515-1315cfcfeb9d");

        assertEquals(id, columns.id("m", "dcfd3213-8760-4090-9515-1315cfcfeb9d"));
        assertEquals(id, columns.id("m", "DCFD32138760409095151315CFCFEB9D"));
        assertEquals(List.of(), columns.leftOut());
        assertNull(columns.id("m", "dcfd3213"));
        assertEquals(List.of("m"), columns.leftOut());
    }

    @Test
    void replacesWhatPostgresqlCannotHold() {
        assertEquals("a\ufffdb", columns.text("a\0b"));
        assertEquals("\ufffd", columns.text("\ud83d"));
        assertEquals("\ufffd", columns.text("\ude00"));
        assertEquals("\ufffd\ufffd", columns.text("\ude00\ud83d"));
        assertEquals("\ufffd\ud83d\ude00\ufffd", columns.text("\0\ud83d\ude00\ud83d"));
        assertEquals(List.of(), columns.leftOut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Kahve \u00e7\u0131kolata", "\u6f22\u5b57", "\ud83d\ude00", "a\tb\n", "\u0001"})
    void keepsEveryOtherTextUnchanged(String text) {
        assertEquals(text, columns.text(text));
    }

    @Test
    void keepsBarCodesUnchanged() {
        String barcode = "4006381333924"; // an EAN-13 code that satisfies the Luhn check too

        assertEquals(barcode, columns.text(barcode));
    }

    /** In Berlin, the hour from two to three occurs twice that night. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T02:50:00, 2026-10-25T02:10:00, 2026-10-25T01:10Z",
        "2026-10-25T02:10:00, 2026-10-25T02:50:00, 2026-10-25T00:50Z",
        "2026-10-25T01:50:00, 2026-10-25T02:10:00, 2026-10-25T00:10Z",
        "2026-10-25T04:00:00, 2026-10-25T02:10:00, 2026-10-25T00:10Z",
        "2026-10-25T02:50:00+01:00, 2026-10-25T02:10:00, 2026-10-25T00:10Z",
        "2026-10-25T02:50:00, 2026-10-25T02:10:00+02:00, 2026-10-25T00:10Z",
        "2026-10-26T02:50:00, 2026-10-26T02:10:00, 2026-10-26T01:10Z",
        ", 2026-10-25T02:10:00, 2026-10-25T00:10Z",
        "2026-10-25T02:50:00, ,"
    })
    void anEndInARepeatedHourIsTheSecondPassWhereOnlyThatOrderFits(String start, String end, OffsetDateTime instant) {
        assertEquals(instant, columns.instantAfter(columns.instant("start", start), "end", end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25T02:10:00.654321, 2026-10-25T00:12:00, 2026-10-25T00:10:00.654321Z",
        "2026-10-25T02:10:00.654321, 2026-10-25T01:12:00, 2026-10-25T01:10:00.654321Z",
        "2026-10-25T02:10:00.654321, 2026-10-25T01:10:00, 2026-10-25T01:10:00.654321Z",
        "2026-10-25T02:50:00, 2026-10-25T01:10:00, 2026-10-25T00:50Z",
        "2026-10-25T02:10:00+02:00, 2026-10-25T01:12:00, 2026-10-25T00:10Z",
        "2026-10-25T02:10:00, , 2026-10-25T00:10Z",
        "2026-10-24T21:58:00, 2026-10-25T06:00:00, 2026-10-24T19:58Z",
        ", 2026-10-25T06:00:00,"
    })
    void theCompletionTimeDecidesInWhichPassItWasOpened(String opened, String completed, OffsetDateTime instant) {
        assertEquals(instant, columns.instantBefore(columns.utc("completed", completed), "opened", opened));
        assertEquals(List.of(), columns.leftOut());
    }

    @Test
    void aShopInVancouverOrCasablancaIsReadByTheLatestRules() {
        assertEquals(
                OffsetDateTime.parse("2026-12-01T16:00Z"),
                new ColumnConverter(StoreZone.of("America/Vancouver")).instant("m", "2026-12-01T09:00:00"));
        assertEquals(
                LocalDateTime.parse("2026-12-01T09:00"),
                new ColumnConverter(StoreZone.of("America/Vancouver")).local("m", "2026-12-01T16:00:00Z"));
        assertEquals(
                OffsetDateTime.parse("2026-12-01T12:00Z"),
                new ColumnConverter(StoreZone.of("Africa/Casablanca")).instant("m", "2026-12-01T12:00:00"));
    }

    /** Otherwise the driver would round it up into the next day. */
    @Test
    void theLastMomentOfADayStaysOnIt() {
        String last = "2026-11-28T23:59:59.999999999";

        assertEquals(LocalDateTime.parse("2026-11-28T23:59:59.999999"), columns.local("m", last));
        assertEquals(OffsetDateTime.parse("2026-11-28T22:59:59.999999Z"), columns.instant("m", last));
        assertEquals(OffsetDateTime.parse("2026-11-28T23:59:59.999999Z"), columns.utc("m", last + "Z"));
        assertEquals(LocalDateTime.parse("2026-11-28T23:59:59.999999"), columns.local("m", last + "+01:00"));
        assertEquals(List.of(), columns.leftOut());
    }
}
