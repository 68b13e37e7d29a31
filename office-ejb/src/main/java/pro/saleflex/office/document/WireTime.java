package pro.saleflex.office.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.regex.Pattern;

/** Parses times as terminals write them: ISO 8601, mostly without a zone. */
final class WireTime {
    private static final int DATE_LENGTH = 10;
    private static final int SHORTEST = 16; // to the minute
    private static final int TO_THE_SECOND = 19;
    private static final String END_OF_DAY = "T24:00";
    private static final Pattern ZONE = Pattern.compile("Z|[+-](0\\d|1[0-4]):[0-5]\\d");
    private static final String LOCAL = "0000-00-00T00:00:00.000000000";

    private WireTime() {}

    /** Whether it has the shape of a date and time. A quick test that most other texts fail at once. */
    static boolean looksLike(String value) {
        return value.length() >= SHORTEST
                && value.charAt(4) == '-'
                && value.charAt(7) == '-'
                && value.charAt(DATE_LENGTH) == 'T';
    }

    /** Whether it names its zone. */
    static boolean isZoned(String value) {
        return value.endsWith("Z") || value.indexOf('+', DATE_LENGTH) > 0 || value.indexOf('-', DATE_LENGTH) > 0;
    }

    /**
     * Whether it has the characters of a time without a zone. Its digits may still name a day or hour that does not
     * exist.
     */
    static boolean isLocal(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char form = i < LOCAL.length() ? LOCAL.charAt(i) : 'x';
            char c = value.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return length == SHORTEST || length == TO_THE_SECOND || length > TO_THE_SECOND + 1;
    }

    /**
     * Normalizes a time without a zone, see {@link #isLocal}, to the spelling of {@link java.time.Instant}: always with
     * seconds, without needless zeros.
     */
    static String normalised(String value) {
        if (value.length() == SHORTEST) {
            return value + ":00";
        }
        int point = value.indexOf('.');
        int end = value.length();
        while (point > 0 && end > point && (value.charAt(end - 1) == '0' || end == point + 1)) {
            end--;
        }
        String text = value.substring(0, end);
        // An instant's fraction has three, six or nine digits.
        int digits = point < 0 || end <= point ? 0 : end - point - 1;
        return text + "0".repeat((3 - digits % 3) % 3);
    }

    /**
     * Normalizes a time to its usual form: replaces a blank or a small letter in place of the T, and 24:00 by the start
     * of the next day ({@link #parse}). Returns anything that is not a time unchanged.
     */
    static String withT(String value) {
        if (value.length() < SHORTEST) {
            return value;
        }
        char between = value.charAt(DATE_LENGTH);
        if (between == ' ' || between == 't') {
            String time = value.substring(0, DATE_LENGTH) + 'T' + value.substring(DATE_LENGTH + 1);
            return looksLike(time) ? withT(time) : value;
        }
        if (!value.startsWith(END_OF_DAY, DATE_LENGTH)) {
            return value;
        }
        try {
            return parse(value).toString();
        } catch (DateTimeException e) {
            return value;
        }
    }

    /**
     * Parses a time: an {@link OffsetDateTime} when it names its zone, otherwise a {@link LocalDateTime}. Allows a
     * blank in place of the T, as in RFC 3339, section 5.6, and 24:00 for the end of a day, as in ISO 8601.
     *
     * @throws DateTimeException if there is no such time
     */
    static Temporal parse(String value) {
        if (value.length() > DATE_LENGTH && value.charAt(DATE_LENGTH) == ' ') {
            return parse(value.substring(0, DATE_LENGTH) + 'T' + value.substring(DATE_LENGTH + 1));
        }
        if (value.startsWith(END_OF_DAY, DATE_LENGTH)) {
            Temporal startOfDay = parse(value.replace(END_OF_DAY, "T00:00"));
            if (startOfDay.get(ChronoField.SECOND_OF_MINUTE) != 0 || startOfDay.get(ChronoField.NANO_OF_SECOND) != 0) {
                throw new DateTimeException("Later than 24:00");
            }
            return startOfDay.plus(1, ChronoUnit.DAYS);
        }
        return isZoned(value) ? OffsetDateTime.parse(value) : LocalDateTime.parse(value);
    }

    /**
     * Parses a date. Ignores the zone that an xs:date may have, which only says where that day was.
     *
     * @throws DateTimeException if there is no such date
     */
    static LocalDate date(String value) {
        return LocalDate.parse(withoutZone(value));
    }

    /** Removes the zone that a date may have. Returns other texts unchanged, unless they end like a zone. */
    static String withoutZone(String value) {
        boolean zoned = value.length() > DATE_LENGTH
                && ZONE.matcher(value.substring(DATE_LENGTH)).matches();
        return zoned ? value.substring(0, DATE_LENGTH) : value;
    }
}
