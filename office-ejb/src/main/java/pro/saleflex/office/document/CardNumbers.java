package pro.saleflex.office.document;

import jakarta.json.stream.JsonParser;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pro.saleflex.office.document.MaskingRules.Context;

/**
 * Masks payment card numbers in anything that terminals or strangers send, before it is stored or logged: keeps the
 * first six and the last four digits. Removes magnetic stripe data after a number completely, see {@link TrackData}.
 *
 * <p>A card number is 13 to 19 digits, with single spaces or hyphens allowed between them, that satisfy the Luhn check
 * and start like numbers of that length in {@link CardSchemes}. {@link MemberRules#mayHoldCard} says where in a
 * document to look for it; ids, dates and decimal values are never touched. Changes only the masked characters of the
 * text: to {@code *} in strings, to {@code 0} in bare integers, so that the text stays JSON.
 */
public final class CardNumbers {
    private static final int SHORTEST = 13;
    static final int LONGEST = 19;

    /** How many leading digits identify the scheme. */
    private static final int SCHEME_DIGITS = 8;

    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?");
    private static final Pattern LONG_HEX = Pattern.compile("[0-9a-fA-F]{32,}");

    private CardNumbers() {}

    /**
     * Returns the JSON text with its card numbers masked; the same object when it contains none.
     *
     * @param json a well-formed JSON text
     * @throws RuntimeException if it is not
     */
    public static String mask(String json) {
        return isClear(json) ? json : mask(json, MaskingRules.TODAY);
    }

    /** Masks by the given rules, always by a full parse. */
    static String mask(String json, MaskingRules rules) {
        return new Masking(json, rules).masked();
    }

    /**
     * Whether a quick scan shows that there is nothing to mask by any rules, which holds for nearly every document.
     * False for texts with Unicode escapes, which may hide digits.
     */
    static boolean isClear(String json) {
        return json.indexOf("\\u") < 0 && find(json, MaskingRules.EITHER).isEmpty();
    }

    /** Returns the text, which is not JSON, with its card numbers masked; the same object when it contains none. */
    public static String maskValue(String value) {
        BitSet digits = isHarmless(value) ? new BitSet() : find(value, MaskingRules.TODAY);
        if (digits.isEmpty()) {
            return value;
        }
        StringBuilder masked = new StringBuilder(value);
        digits.stream().forEach(i -> masked.setCharAt(i, '*'));
        return masked.toString();
    }

    private static boolean isHarmless(String value) {
        return value.length() < SHORTEST
                || WireId.isId(value)
                || DECIMAL.matcher(value).matches()
                || TIME.matcher(value).matches();
    }

    /** Returns the positions of the characters to mask. */
    private static BitSet find(String text, MaskingRules rules) {
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
                findIn(text, skipFraction(text, i), endBeforeDecimal(text, i, end), rules, found);
            }
            i = end;
        }
        boolean any = !found.isEmpty();
        if (any) { // rare, so only these texts pay for the search for ids
            unmarkIds(text, found);
        }
        if (rules.masksTrackData()) {
            TrackData.mark(text, true, any, found);
        }
        return found;
    }

    /** Looks for card numbers at the start of each digit group in a run of digits and separators. */
    private static void findIn(String text, int from, int to, MaskingRules rules, BitSet found) {
        int start = from;
        while (start < to) {
            markLongestCard(text, start, to, rules, found);
            start = endOfGroup(text, start) + 1; // after the separator
        }
    }

    /** Marks the longest card number that starts at a group's first digit. */
    private static void markLongestCard(String text, int start, int to, MaskingRules rules, BitSet found) {
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
            if (groupEnds && count >= SHORTEST && isCard(text, at, count, rules)) {
                longest = count;
            }
        }
        mark(at, longest, found);
    }

    /** Clears the marks inside ids and long hexadecimal signatures. */
    private static void unmarkIds(String text, BitSet found) {
        for (Pattern pattern : new Pattern[] {ID, LONG_HEX}) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.clear(matcher.start(), matcher.end());
            }
        }
    }

    /** Returns the start of the run, without a first group that is the fraction of a decimal. */
    private static int skipFraction(String text, int from) {
        boolean fraction = from > 1 && text.charAt(from - 1) == '.' && isDigit(text.charAt(from - 2));
        return fraction ? endOfGroup(text, from) + 1 : from;
    }

    /** Returns the end of the run, without a last group that is the whole part of a decimal. */
    private static int endBeforeDecimal(String text, int from, int to) {
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

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether it is a card number by length, leading digits and check digit. */
    static boolean isCard(String text, int[] at, int count, MaskingRules rules) {
        int sum = 0;
        int first = 0;
        for (int i = 0; i < count; i++) {
            int digit = text.charAt(at[i]) - '0';
            if (i < SCHEME_DIGITS) {
                first = first * 10 + digit;
            }
            boolean doubled = (count - i) % 2 == 0;
            int weighed = doubled ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0 && count >= SHORTEST && rules.isIssued(first, count);
    }

    /** Marks the hidden digits of a number whose digits are at these positions. */
    static void mark(int[] at, int count, BitSet found) {
        for (int i = SHOWN_FIRST; i < count - SHOWN_LAST; i++) {
            found.set(at[i]);
        }
    }

    /** Walks through the members of an item and masks where the rules say so. */
    private static final class Masking {
        private final String json;
        private final StringBuilder out;
        private final MaskingRules rules;
        private final Deque<String> names = new ArrayDeque<>();
        private final Deque<Context> places = new ArrayDeque<>();
        private Context place = Context.TOP;
        private int end; // of the previous token, in the text

        Masking(String json, MaskingRules rules) {
            this.json = json;
            this.rules = rules;
            this.out = new StringBuilder(json);
        }

        String masked() {
            try (JsonParser parser = JsonParsers.over(json)) {
                String name = "";
                while (parser.hasNext()) {
                    JsonParser.Event event = parser.next();
                    switch (event) {
                        case START_OBJECT, START_ARRAY -> {
                            names.push(name);
                            places.push(place);
                            place = place.inside(name);
                        }
                        case END_OBJECT, END_ARRAY -> {
                            name = names.pop();
                            place = places.pop();
                        }
                        case KEY_NAME -> name = parser.getString();
                        case VALUE_STRING -> string(name, parser.getString());
                        case VALUE_NUMBER -> number(name, parser);
                        default -> {
                            // true, false and null cannot hold a number
                        }
                    }
                    end = (int) parser.getLocation().getStreamOffset();
                }
            }
            return out.toString();
        }

        private void string(String name, String value) {
            if (isHarmless(value)) {
                return;
            }
            BitSet digits = new BitSet();
            if (rules.inspects(place, name)) {
                digits = find(value, rules);
            } else if (rules.masksTrackData()) {
                TrackData.mark(value, false, true, digits);
            }
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

        /** Keeps the width of the text: an escaped digit becomes an escaped asterisk. */
        private void replace(int at, int width) {
            String star = width == 6 ? "\\u002a" : "*".repeat(width);
            for (int i = 0; i < width; i++) {
                out.setCharAt(at + i, star.charAt(i));
            }
        }

        private void number(String name, JsonParser parser) {
            String digits = parser.getString();
            if (digits.length() > LONGEST + 1 // one for the sign; the parser does not inspect much longer numbers
                    || !parser.isIntegralNumber()
                    || !rules.inspects(place, name)) {
                return;
            }
            BitSet found = find(digits, rules);
            if (found.isEmpty()) {
                return;
            }
            int at = json.indexOf(digits, end);
            found.stream().forEach(i -> out.setCharAt(at + i, '0'));
        }
    }
}
