package pro.saleflex.office.document;

import jakarta.json.stream.JsonParser;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks payment card numbers in a document before it is kept: first six and last four digits stay.
 *
 * <p>A card number is 13 to 19 digits, with single spaces or hyphens allowed between them, that satisfy the Luhn check and
 * begin as a known scheme's numbers of that length do. {@link MemberRules#mayHoldCard} says where it is looked for; ids,
 * dates and decimal values are never touched. Only the masked characters of the text change: to {@code *} in strings, to
 * {@code 0} in bare integers, so that the text stays JSON.
 */
final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?");
    private static final Pattern LONG_HEX = Pattern.compile("[0-9a-fA-F]{32,}");

    private CardNumbers() {}

    /**
     * The item's text with card numbers masked; the same object when there is none.
     *
     * @param json a well-formed JSON object
     */
    static String mask(String json) {
        // Escapes may hide digits; otherwise nearly every document is cleared by one look at its raw characters.
        return json.indexOf("\\u") < 0 && find(json).isEmpty() ? json : new Walk(json).masked();
    }

    /** A text that is no JSON object, with its card numbers masked. */
    static String maskValue(String value) {
        BitSet digits = isHarmless(value) ? new BitSet() : find(value);
        if (digits.isEmpty()) {
            return value;
        }
        StringBuilder masked = new StringBuilder(value);
        digits.stream().forEach(i -> masked.setCharAt(i, '*'));
        return masked.toString();
    }

    private static boolean isHarmless(String value) {
        return value.length() < SHORTEST
                || DocumentText.isId(value)
                || DECIMAL.matcher(value).matches()
                || TIME.matcher(value).matches();
    }

    /** The positions of the digits to mask. */
    private static BitSet find(String text) {
        BitSet found = new BitSet();
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i + 1;
            int digits = 1;
            while (end < text.length()) {
                char c = text.charAt(end);
                if (isDigit(c)) {
                    digits++;
                    end++;
                } else if ((c == ' ' || c == '-') && end + 1 < text.length() && isDigit(text.charAt(end + 1))) {
                    digits++;
                    end += 2;
                } else {
                    break;
                }
            }
            if (digits >= SHORTEST) {
                findIn(text, behindFraction(text, i), beforeFraction(text, i, end), found);
            }
            i = end;
        }
        if (!found.isEmpty()) { // rare, so the price of looking for ids is paid only here
            unmarkIds(text, found);
        }
        return found;
    }

    /** Looks at every stretch of whole digit groups in a run of digits and separators. */
    private static void findIn(String text, int from, int to, BitSet found) {
        int start = from;
        while (start < to) {
            markLongestCard(text, start, to, found);
            start = endOfGroup(text, start) + 1; // behind the separator
        }
    }

    /** Marks the longest card number that begins at a group's first digit. */
    private static void markLongestCard(String text, int start, int to, BitSet found) {
        int[] at = new int[LONGEST];
        int count = 0;
        int longest = 0;
        for (int i = start; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                continue;
            }
            if (count == LONGEST) {
                break;
            }
            at[count++] = i;
            boolean groupEnds = i + 1 == to || !isDigit(text.charAt(i + 1));
            if (groupEnds && count >= SHORTEST && isCard(text, at, count)) {
                longest = count;
            }
        }
        for (int i = SHOWN_FIRST; i < longest - SHOWN_LAST; i++) {
            found.set(at[i]);
        }
    }

    /** Takes back what was marked inside ids and long hexadecimal signatures. */
    private static void unmarkIds(String text, BitSet found) {
        for (Pattern pattern : new Pattern[] {ID, LONG_HEX}) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.clear(matcher.start(), matcher.end());
            }
        }
    }

    /** Where the run begins without a first group that is a decimal's fraction. */
    private static int behindFraction(String text, int from) {
        boolean fraction = from > 1 && text.charAt(from - 1) == '.' && isDigit(text.charAt(from - 2));
        return fraction ? endOfGroup(text, from) + 1 : from;
    }

    /** Where the run ends without a last group that is followed by its fraction. */
    private static int beforeFraction(String text, int from, int to) {
        boolean fractionFollows = to + 1 < text.length() && text.charAt(to) == '.' && isDigit(text.charAt(to + 1));
        int end = to;
        while (fractionFollows && end > from && isDigit(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static int endOfGroup(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isCard(String text, int[] at, int count) {
        int sum = 0;
        long first = 0;
        for (int i = 0; i < count; i++) {
            int digit = text.charAt(at[i]) - '0';
            if (i < SHOWN_FIRST) {
                first = first * 10 + digit;
            }
            boolean doubled = (count - i) % 2 == 0;
            int weighed = doubled ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0 && isScheme((int) first, count);
    }

    /**
     * Do numbers of this length begin so? Source: ISO/IEC 7812 issuer ranges as the schemes publish them: Visa, Mastercard,
     * American Express, Diners Club, Discover, JCB, UnionPay, Maestro, Mir, Troy.
     *
     * @param first the first six digits
     */
    private static boolean isScheme(int first, int length) {
        int two = first / 10_000;
        int three = first / 1_000;
        int four = first / 100;
        boolean visa = two / 10 == 4 && (length == 13 || length == 16 || length == 19);
        boolean mastercard = length == 16 && (within(two, 51, 55) || within(four, 2221, 2720));
        boolean amex = length == 15 && (two == 34 || two == 37);
        boolean diners = length >= 14 && (within(three, 300, 305) || three == 309 || two == 36 || within(two, 38, 39));
        boolean discover = length >= 16 && (four == 6011 || within(three, 644, 649) || two == 65);
        boolean jcb = length >= 16 && within(four, 3528, 3589);
        boolean unionPay = length >= 16 && two == 62;
        boolean maestro = length >= 16 && (two == 50 || within(two, 56, 58) || two == 63 || within(two, 67, 68));
        boolean mir = length >= 16 && within(four, 2200, 2204);
        boolean troy = length == 16 && four == 9792;
        return visa || mastercard || amex || diners || discover || jcb || unionPay || maestro || mir || troy;
    }

    private static boolean within(int value, int first, int last) {
        return value >= first && value <= last;
    }

    /** Goes through the members of an item and masks where the rules look. */
    private static final class Walk {
        private final String json;
        private final StringBuilder out;
        private final Deque<String> names = new ArrayDeque<>();
        private int fiscalDepth;
        private int end; // of the token before, in the text

        Walk(String json) {
            this.json = json;
            this.out = new StringBuilder(json);
        }

        String masked() {
            try (JsonParser parser = Parsers.over(json)) {
                String name = "";
                while (parser.hasNext()) {
                    JsonParser.Event event = parser.next();
                    switch (event) {
                        case START_OBJECT, START_ARRAY -> {
                            names.push(name);
                            fiscalDepth += name.equals(MemberRules.FISCAL_PART) ? 1 : 0;
                        }
                        case END_OBJECT, END_ARRAY -> {
                            name = names.pop();
                            fiscalDepth -= name.equals(MemberRules.FISCAL_PART) ? 1 : 0;
                        }
                        case KEY_NAME -> name = parser.getString();
                        case VALUE_STRING -> string(name, parser.getString());
                        case VALUE_NUMBER -> number(name, parser);
                        default -> {
                            // true, false and null hide nothing
                        }
                    }
                    end = (int) parser.getLocation().getStreamOffset();
                }
            }
            return out.toString();
        }

        private void string(String name, String value) {
            if (isHarmless(value) || !MemberRules.mayHoldCard(fiscalDepth > 0, name)) {
                return;
            }
            BitSet digits = find(value);
            if (digits.isEmpty()) {
                return;
            }
            int at = json.indexOf('"', end) + 1;
            for (int i = 0; i <= digits.length(); i++) {
                int width = json.charAt(at) != '\\' ? 1 : json.charAt(at + 1) == 'u' ? 6 : 2;
                if (digits.get(i)) {
                    replace(at, width);
                }
                at += width;
            }
        }

        /** An escaped digit keeps its width in the text: it becomes an escaped star. */
        private void replace(int at, int width) {
            if (width == 1) {
                out.setCharAt(at, '*');
            } else {
                out.replace(at, at + width, "\\u002a");
            }
        }

        private void number(String name, JsonParser parser) {
            String digits = parser.getString();
            if (digits.length() > LONGEST + 1 // with a sign; what is much longer, the parser does not even look at
                    || !parser.isIntegralNumber()
                    || !MemberRules.mayHoldCard(fiscalDepth > 0, name)) {
                return;
            }
            BitSet found = find(digits);
            if (found.isEmpty()) {
                return;
            }
            int at = json.indexOf(digits, end);
            found.stream().forEach(i -> out.setCharAt(at + i, '0'));
        }
    }
}
