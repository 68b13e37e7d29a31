package pro.saleflex.office.document;

import java.util.BitSet;

/**
 * Finds track data: what follows a card number on the card's magnetic stripe, and in the chip's copy of it (EMV tag
 * 57). Nobody may keep it after a payment, whether or not the number is masked.
 *
 * <p>Source: ISO/IEC 7813. Track 1: number, {@code ^}, name, {@code ^}, YYMM, service code and issuer data; track 2:
 * number, {@code =} (in the chip {@code D}), YYMM and the same; both end with {@code ?} (in the chip {@code F}).
 */
final class TrackData {
    /** YYMM and the three digits of the service code. */
    private static final int WITH_SERVICE_CODE = 7;

    private static final int SHORTEST_NUMBER = 12;
    private static final int LEAST_MASKED = 3;

    /** A name has at most 26 characters, some of which may be escaped. */
    private static final int LONGEST_NAME = 45;

    /** Track 1 has at most 79 characters, track 2 has 40. */
    private static final int LONGEST_TRACK = 79;

    private static final int ID = 32;

    private final String text;
    private final BitSet found;
    private final int[] at = new int[CardNumbers.LONGEST];
    private int digits;
    private int masked;
    private int start;

    private TrackData(String text, BitSet found) {
        this.text = text;
        this.found = found;
    }

    /**
     * Marks track data, and the number before it if it is a card number.
     *
     * @param afterAny whether to accept any number of a suitable length before it; otherwise only masked numbers and
     *     those of a card scheme
     * @param chip whether to search for chip data even in a text without asterisk, {@code =} or {@code ^}; the chip's
     *     separator occurs in every other id
     * @param found positions to mask; the new ones are added
     */
    static void mark(String text, boolean afterAny, boolean chip, BitSet found) {
        if (chip || text.indexOf('*') >= 0 || text.indexOf('=') >= 0 || text.indexOf('^') >= 0) {
            new TrackData(text, found).mark(afterAny);
        }
    }

    private void mark(boolean afterAny) {
        int i = SHORTEST_NUMBER;
        while (i < text.length()) {
            int end =
                    switch (text.charAt(i)) {
                        case '=', 'D', 'd' -> endOfTrack2(i, afterAny);
                        case '^' -> endOfTrack1(i, afterAny);
                        default -> i;
                    };
            if (end > i) {
                found.set(i + 1, end);
            }
            i = end + 1;
        }
    }

    /** Returns the end of the track 2 data whose separator is here; the separator's position when there is none. */
    private int endOfTrack2(int separator, boolean afterAny) {
        int dates = separator + 1;
        if (!isMonth(dates)) {
            return separator;
        }
        int end = dates;
        while (end < text.length() && CardNumbers.isDigit(text.charAt(end))) {
            end++;
        }
        boolean whole = end - dates >= WITH_SERVICE_CODE;
        boolean chip = text.charAt(separator) != '=';
        if ((chip && !whole) || !readNumber(separator) || !isAccepted(afterAny && whole && !chip)) {
            return separator;
        }
        while (end < text.length() && isOfTrack2(text.charAt(end))) {
            end++;
        }
        if (chip && (separator - start > digits || isId(end))) { // an id, with hyphens or without
            return separator;
        }
        CardNumbers.mark(at, masked == 0 && isScheme() ? digits : 0, found);
        return end;
    }

    /**
     * Returns the end of the track 1 data whose first separator is here; the separator's position when there is none.
     */
    private int endOfTrack1(int separator, boolean afterAny) {
        int second = text.indexOf('^', separator + 1);
        if (second < 0
                || second > separator + LONGEST_NAME
                || !isMonth(second + 1)
                || !readNumber(separator)
                || !isAccepted(afterAny)) {
            return separator;
        }
        CardNumbers.mark(at, masked == 0 && isScheme() ? digits : 0, found);
        int end = second + 1;
        int last = Math.min(text.length(), separator + LONGEST_TRACK);
        for (int i = end; i < last; i++) {
            if (text.charAt(i) == '?') {
                return i;
            }
        }
        while (end < last && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether there is a year and a month here, two digits each. */
    private boolean isMonth(int from) {
        if (from + 4 > text.length()) {
            return false;
        }
        for (int i = from; i < from + 4; i++) {
            if (!CardNumbers.isDigit(text.charAt(i))) {
                return false;
            }
        }
        int month = (text.charAt(from + 2) - '0') * 10 + text.charAt(from + 3) - '0';
        return month >= 1 && month <= 12;
    }

    /** Reads the number that ends here, its digits masked or not, written like a card number. */
    private boolean readNumber(int end) {
        digits = 0;
        masked = 0;
        int[] backwards = new int[CardNumbers.LONGEST];
        int i = end - 1;
        while (i >= 0) {
            char c = text.charAt(i);
            boolean mask = isMask(c);
            if (mask || CardNumbers.isDigit(c)) {
                if (digits == CardNumbers.LONGEST) {
                    return false;
                }
                backwards[digits++] = i;
                masked += mask ? 1 : 0;
            } else if ((c != ' ' && c != '-') || digits == 0 || i == 0 || !isNumberChar(text.charAt(i - 1))) {
                break;
            }
            i--;
        }
        start = i + 1;
        for (int k = 0; k < digits; k++) {
            at[k] = backwards[digits - 1 - k];
        }
        return digits >= SHORTEST_NUMBER;
    }

    private boolean isAccepted(boolean anyNumber) {
        return masked >= LEAST_MASKED || (masked == 0 && (anyNumber || isScheme()));
    }

    private boolean isScheme() {
        return CardNumbers.isCard(text, at, digits, MaskingRules.TODAY);
    }

    /** Whether the whole is rather an id without hyphens, which may look like chip data. */
    private boolean isId(int end) {
        boolean wordGoesOn = end < text.length() && Character.isLetterOrDigit(text.charAt(end));
        boolean wordBefore = start > 0 && Character.isLetterOrDigit(text.charAt(start - 1));
        return wordGoesOn || wordBefore || end - start == ID;
    }

    private static boolean isOfTrack2(char c) {
        return CardNumbers.isDigit(c) || c == '=' || c == 'D' || c == 'd' || c == 'F' || c == 'f';
    }

    private static boolean isNumberChar(char c) {
        return isMask(c) || CardNumbers.isDigit(c);
    }

    private static boolean isMask(char c) {
        return c == '*' || c == 'x' || c == 'X' || c == '#' || c == '\u2022';
    }
}
