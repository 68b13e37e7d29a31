package pro.saleflex.office.wire;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.document.CardNumbers;

/**
 * The counters that a terminal pushes: by name, the highest value of each. A whole number counts in any spelling:
 * {@code 4}, {@code "4"}, {@code 42.0}.
 *
 * <p>Next to documents, an unreadable counter is skipped and counted, because it is no reason to refuse a sale; in a
 * request of only counters, it is an error.
 */
public final class PushedCounters {
    /** Maximum number of counters in one request. */
    public static final int MAX_COUNTERS = 1000;

    /** Real values are short; a longer one is not parsed at all. */
    private static final int MAX_VALUE_LENGTH = 40;

    private static final BigDecimal MAX_VALUE = BigDecimal.valueOf(999_999_999_999_999_999L);

    private final boolean alone;
    private final Map<String, Long> values = new LinkedHashMap<>();
    private int seen;
    private int skipped;

    private PushedCounters(boolean alone) {
        this.alone = alone;
    }

    /** Creates the counters that accompany documents. */
    public static PushedCounters besideDocuments() {
        return new PushedCounters(false);
    }

    /** Creates the counters that are pushed on their own. */
    public static PushedCounters alone() {
        return new PushedCounters(true);
    }

    /**
     * Adds a counter as it was sent.
     *
     * @param name null when it is not a string
     * @param value null when it is neither a number nor a string
     * @throws Problem only for counters on their own: 400 that names the invalid member, 413 when there are too many
     */
    public void add(String name, String value) {
        String place = "'sequences[" + seen + "].";
        seen++;
        if (seen > MAX_COUNTERS) {
            reject(413, "More than " + MAX_COUNTERS + " counters in one request.");
        } else if (name == null || !Counters.isName(name)) {
            reject(400, place + "name' must be a string of 1 to " + Counters.LONGEST_NAME + " characters.");
        } else {
            Long number = whole(value);
            if (number == null) {
                reject(400, place + "value' must be a whole number of at most 18 digits.");
            } else {
                values.merge(CardNumbers.maskValue(name), number, Math::max);
            }
        }
    }

    /** Rejects or counts a member that should be a list of counters but is not a list. */
    void rejectNonList() {
        reject(400, "'sequences' must be a list.");
    }

    /** Returns the valid counters. */
    public Map<String, Long> values() {
        return values;
    }

    /** Returns the number of invalid ones that were skipped. */
    public int skipped() {
        return skipped;
    }

    private void reject(int status, String message) {
        if (alone) {
            throw Problem.of(status, message);
        }
        skipped++;
    }

    /** Returns the number that a string contains, if it is whole and has at most 18 digits; otherwise null. */
    static Long whole(String text) {
        if (text == null || text.length() > MAX_VALUE_LENGTH) {
            return null;
        }
        try {
            long number = new BigDecimal(text.strip()).longValueExact();
            return BigDecimal.valueOf(number).abs().compareTo(MAX_VALUE) <= 0 ? number : null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
