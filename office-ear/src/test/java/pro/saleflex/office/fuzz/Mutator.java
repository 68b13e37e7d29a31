package pro.saleflex.office.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages texts at random; the same seed damages in the same way. */
final class Mutator {
    private static final int MAX_CHANGES = 4;
    private static final int DEEP = 5000;
    private static final int LONG = 20_000;

    /** Lengths that fit into a column, exceed an index entry, and exceed a database page; the longest cost most. */
    private static final List<Integer> LENGTHS = List.of(200, 3_000, 3_000, 8_000, 8_000, 8_000, 8_000, 100_000);

    private static final Pattern TEXTS = Pattern.compile("\"[^\"]*\"|>[^<>]+<");
    private static final Pattern NUMBERS = Pattern.compile("-?\\d+(\\.\\d+)?");

    /** Values that parsers, databases and people trip over. */
    private static final List<String> TRAPS = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "0",
            "-1",
            "1e999999",
            "-0.0",
            "99999999999999999999999999999999999999",
            "0.00000000000000000000000000000000000001",
            "NaN",
            "9223372036854775808",
            "\\u0000",
            "\\ud83d",
            "\u0000",
            "\ufeff",
            "\u2028",
            "\ud83e\udd56",
            "' or 1=1 --",
            "${jndi:ldap://127.0.0.1/x}",
            "../../etc/passwd",
            "%00",
            "%s%n",
            "<!--",
            "]]>",
            "<![CDATA[",
            "&lt;",
            "&x;",
            "&#0;",
            "<?xml version=\"1.1\"?>",
            "<!DOCTYPE x [<!ENTITY x \"y\">]>",
            "<x:y xmlns:x=\"urn:x\"/>",
            "xmlns=\"\"",
            "xsi:nil=\"true\"",
            "0000-00-00T00:00:00",
            "2026-02-30T25:61:61",
            "+999999999-12-31T23:59:59.999999999",
            "2026-11-22T06:16:43.157783+14:00",
            "00000000-0000-0000-0000-000000000000",
            "4111 1111 1111 1111",
            "STORE-001",
            "POS-002",
            "\"id\":",
            "\"head\":",
            ",",
            ":",
            "\"",
            "\\",
            "{",
            "]",
            "<",
            ">");

    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    /** True with probability 1/{@code many}. */
    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The text with one to four changes; mostly not valid UTF-8, JSON or XML any more. */
    byte[] damaged(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] from) {
        int at = from.length == 0 ? 0 : random.nextInt(from.length);
        int end = Math.min(from.length, at + 1 + random.nextInt(40));
        return switch (random.nextInt(12)) {
            case 0 -> flipped(from, at);
            case 1 -> spliced(from, at, end, new byte[0]);
            case 2 -> spliced(from, at, at, Arrays.copyOfRange(from, at, end));
            case 3 -> Arrays.copyOf(from, at);
            case 4 -> spliced(from, at, at, trap());
            case 5 -> spliced(from, at, end, trap());
            case 6, 7 -> replaced(from, TEXTS, true);
            case 8, 9 -> replaced(from, NUMBERS, false);
            case 10 ->
                spliced(
                        from,
                        at,
                        at,
                        any(List.of("[", "{\"a\":", "<a>"))
                                .repeat(oneIn(10) ? DEEP : 3)
                                .getBytes(StandardCharsets.UTF_8));
            default -> spliced(from, at, end, noise());
        };
    }

    private byte[] flipped(byte[] from, int at) {
        byte[] to = from.clone();
        if (to.length > 0) {
            to[at] ^= (byte) (1 << random.nextInt(8));
        }
        return to;
    }

    private byte[] trap() {
        return any(TRAPS).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(20)];
        random.nextBytes(noise);
        return noise;
    }

    /** Replaces one value that matches by another one of the text, a trap, or a long value. */
    private byte[] replaced(byte[] from, Pattern values, boolean quoted) {
        String text = new String(from, StandardCharsets.UTF_8);
        List<int[]> places = new ArrayList<>();
        Matcher matcher = values.matcher(text);
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
        }
        if (places.isEmpty()) {
            return from;
        }
        int[] place = any(places);
        int[] other = any(places);
        int margin = quoted ? 1 : 0;
        String value =
                switch (random.nextInt(4)) {
                    case 0 -> text.substring(other[0] + margin, other[1] - margin);
                    case 1 -> any(TRAPS);
                    case 2 -> characters(quoted ? 'a' : '0', quoted ? 'z' : '9', any(LENGTHS));
                    default -> oneIn(20) ? "9".repeat(LONG) : String.valueOf(random.nextLong());
                };
        return (text.substring(0, place[0] + margin) + value + text.substring(place[1] - margin))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Random characters: the database would compress repetitions, which would then fit. */
    private String characters(char first, char last, int length) {
        return random.ints(length, first, last + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] spliced(byte[] from, int start, int end, byte[] between) {
        byte[] to = Arrays.copyOf(from, start + between.length + from.length - end);
        System.arraycopy(between, 0, to, start, between.length);
        System.arraycopy(from, end, to, start + between.length, from.length - end);
        return to;
    }
}
