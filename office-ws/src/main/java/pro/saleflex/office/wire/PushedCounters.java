package pro.saleflex.office.wire;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.document.CardNumbers;

/**
 * Counters that a terminal pushes: by name, the highest value of each. A whole number is one in whatever spelling: {@code 4},
 * {@code "4"}, {@code 42.0}.
 *
 * <p>Beside documents, what cannot be read is passed over and counted, for no sale is refused for it; by themselves, it is
 * refused.
 */
public final class PushedCounters {
    /** Counters in one request. */
    public static final int MOST = 1000;

    /** Numbers are short; a longer one is not looked at digit by digit. */
    private static final int LONGEST_VALUE = 40;

    private static final BigDecimal HIGHEST = BigDecimal.valueOf(999_999_999_999_999_999L);

    private final boolean alone;
    private final Map<String, Long> values = new LinkedHashMap<>();
    private int seen;
    private int unread;

    private PushedCounters(boolean alone) {
        this.alone = alone;
    }

    /** Those that come beside documents. */
    public static PushedCounters besideDocuments() {
        return new PushedCounters(false);
    }

    /** Those that come by themselves. */
    public static PushedCounters alone() {
        return new PushedCounters(true);
    }

    /**
     * One as it was sent.
     *
     * @param name null: it is no text
     * @param value null: it is neither a number nor a text
     * @throws Problem when they come by themselves: 400 with what is not as it should be, 413 when there are too many
     */
    public void add(String name, String value) {
        String place = "'sequences[" + seen + "].";
        seen++;
        if (seen > MOST) {
            notRead(413, "More than " + MOST + " counters in one request.");
        } else if (name == null || !Counters.isName(name)) {
            notRead(400, place + "name' must be a text of 1 to " + Counters.LONGEST_NAME + " characters.");
        } else {
            Long number = whole(value);
            if (number == null) {
                notRead(400, place + "value' must be a whole number of at most 18 digits.");
            } else {
                values.merge(CardNumbers.maskValue(name), number, Math::max);
            }
        }
    }

    /** The member that should hold them is no list. */
    void addNoList() {
        notRead(400, "'sequences' must be a list.");
    }

    /** Those that can be taken note of. */
    public Map<String, Long> values() {
        return values;
    }

    /** How many cannot. */
    public int unread() {
        return unread;
    }

    private void notRead(int status, String message) {
        if (alone) {
            throw Problem.of(status, message);
        }
        unread++;
    }

    /** The number that a text writes, when it is whole and of a size that is of use; null otherwise. */
    static Long whole(String text) {
        if (text == null || text.length() > LONGEST_VALUE) {
            return null;
        }
        try {
            long number = new BigDecimal(text.strip()).longValueExact();
            return BigDecimal.valueOf(number).abs().compareTo(HIGHEST) <= 0 ? number : null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
