package pro.saleflex.office.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import pro.saleflex.office.zone.StoreZone;

/**
 * Converts a document's values to column values. Leaves out and notes values that do not fit; never truncates them.
 * Rounds amounts and rates with more decimals than their column half up, so that no sum lacks them, and notes that,
 * unless only the residue of binary floating point is cut off (24.299999999999997 for 24.30).
 *
 * <p>One instance per document; {@link #leftOut()} and {@link #rounded()} name the members, for the flags.
 */
public final class ColumnConverter {
    private static final int MONEY_DECIMALS = 4;
    private static final int RATE_DECIMALS = 6;
    private static final int DIGITS = 19;

    /** A larger difference from the column's value was intended; a binary double holds amounts of millions to 1e-9. */
    private static final BigDecimal RESIDUE = new BigDecimal("1e-9");

    /** Decimals with more digits are not evaluated. */
    private static final int MAX_DIGITS = 60;

    /**
     * No receipt is older than the Gregorian calendar, and for the time before it the driver uses another calendar than
     * PostgreSQL; the journal keeps such dates.
     */
    private static final int FIRST_YEAR = 1583;

    private static final int LAST_YEAR = 9999;

    /** An indexed value must fit into a third of an index page, 2704 bytes, at up to three bytes a character. */
    private static final int LONGEST_KEY = 200;

    private final StoreZone zone;
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> rounded = new ArrayList<>();

    /**
     * Converts one document.
     *
     * @param zone the store's zone, in which local times are read
     */
    public ColumnConverter(StoreZone zone) {
        this(zone, List.of());
    }

    /**
     * Converts one document that could only be read in part.
     *
     * @param unread the members that could not be read
     */
    public ColumnConverter(StoreZone zone, List<String> unread) {
        this.zone = zone;
        leftOut.addAll(unread);
    }

    /** Returns the members whose values were left out. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Returns the members whose values have more decimals than their columns and were rounded. */
    public List<String> rounded() {
        return List.copyOf(rounded);
    }

    /** Converts an amount for a {@code numeric(19,4)} column. */
    public BigDecimal money(String member, BigDecimal value) {
        return decimal(member, value, MONEY_DECIMALS);
    }

    /** Converts a rate for a {@code numeric(19,6)} column. */
    public BigDecimal rate(String member, BigDecimal value) {
        return decimal(member, value, RATE_DECIMALS);
    }

    private BigDecimal decimal(String member, BigDecimal value, int decimals) {
        if (value == null) {
            return null;
        }
        if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
            return valueOrNote(false, member, value);
        }
        BigDecimal column = value.setScale(decimals, RoundingMode.HALF_UP);
        if (column.precision() > DIGITS) {
            return valueOrNote(false, member, value);
        }
        if (column.subtract(value).abs().compareTo(RESIDUE) > 0) {
            note(rounded, member);
        }
        return column;
    }

    /** Converts a text: NUL and lone surrogates, which PostgreSQL cannot hold, become the replacement character. */
    public String text(String value) {
        return value == null || isClean(value) ? value : replaced(value);
    }

    /** Converts a text for an indexed column; left out if it is longer than any number or code. */
    public String key(String member, String value) {
        return valueOrNote(value == null || value.length() <= LONGEST_KEY, member, text(value));
    }

    private static boolean isClean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static String replaced(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /** Converts an id. */
    public UUID id(String member, String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        boolean fits = WireId.isId(value);
        return valueOrNote(fits, member, fits ? WireId.uuid(value) : null);
    }

    /** Converts a date. */
    public LocalDate date(String member, String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            LocalDate date = WireTime.date(value);
            return valueOrNote(isYear(date.getYear()), member, date);
        } catch (DateTimeException e) {
            return valueOrNote(false, member, null);
        }
    }

    /** Returns the store's wall clock time: a local time as written, a time with a zone converted. */
    public LocalDateTime local(String member, String value) {
        Temporal time = time(member, value);
        return time instanceof OffsetDateTime zoned ? zone.local(zoned.toInstant()) : (LocalDateTime) time;
    }

    /** Returns the instant of a local time, see {@link StoreZone#instant}; in a repeated hour, the first pass. */
    public OffsetDateTime instant(String member, String value) {
        return utc(time(member, value), zone);
    }

    /** Returns the instant of a time that the terminal writes in UTC without naming the zone. */
    public OffsetDateTime utc(String member, String value) {
        return utc(time(member, value), StoreZone.UTC);
    }

    /**
     * Returns the instant of a local time that came after another; in a repeated hour, the second pass where only that
     * order fits.
     *
     * @param start what it came after; null: not known
     */
    public OffsetDateTime instantAfter(OffsetDateTime start, String member, String value) {
        Temporal time = time(member, value);
        OffsetDateTime first = utc(time, zone);
        OffsetDateTime second = secondPass(time);
        boolean after = start != null && second != null && first.isBefore(start) && !second.isBefore(start);
        return after ? second : first;
    }

    /**
     * Returns the instant of a local time at which something started that ended at another; in a repeated hour, the
     * pass nearer to the end.
     *
     * @param end when it ended, to the second; null: not known
     */
    public OffsetDateTime instantBefore(OffsetDateTime end, String member, String value) {
        Temporal time = time(member, value);
        OffsetDateTime second = secondPass(time);
        boolean before = end != null
                && second != null
                && !second.truncatedTo(ChronoUnit.SECONDS).isAfter(end);
        return before ? second : utc(time, zone);
    }

    private OffsetDateTime secondPass(Temporal time) {
        return time instanceof LocalDateTime local ? zone.laterInstant(local).atOffset(ZoneOffset.UTC) : null;
    }

    private static OffsetDateTime utc(Temporal time, StoreZone assumed) {
        if (time == null) {
            return null;
        }
        return time instanceof OffsetDateTime zoned
                ? zoned.withOffsetSameInstant(ZoneOffset.UTC)
                : assumed.instant((LocalDateTime) time).atOffset(ZoneOffset.UTC);
    }

    /**
     * Parses a time and truncates it to the column's precision, so that the last moment of a day stays on that day
     * everywhere.
     */
    private Temporal time(String member, String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            Temporal time = WireTime.parse(value);
            return valueOrNote(
                    isYear(time.get(ChronoField.YEAR)),
                    member,
                    time.with(ChronoField.MICRO_OF_SECOND, time.get(ChronoField.MICRO_OF_SECOND)));
        } catch (DateTimeException e) {
            return valueOrNote(false, member, null);
        }
    }

    private static boolean isYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    /** Returns the value if it fits; otherwise null, and the member is noted as left out. */
    private <T> T valueOrNote(boolean fits, String member, T value) {
        if (!fits) {
            note(leftOut, member);
        }
        return fits ? value : null;
    }

    private static void note(List<String> members, String member) {
        if (!members.contains(member)) {
            members.add(member);
        }
    }
}
