package pro.saleflex.office.soap;

import java.util.Locale;

/** Makes text fit for XML 1.0, which does not allow some characters. */
final class XmlText {
    private XmlText() {}

    /** Whether XML allows all its characters. */
    static boolean fits(String text) {
        return text.codePoints().allMatch(XmlText::fits);
    }

    /** Returns the text, with characters that XML does not allow replaced; null for null. */
    static String of(String text) {
        return text == null || fits(text) ? text : map(text, false);
    }

    /** JSON text, with characters that XML does not allow escaped, which does not change its meaning as JSON. */
    static String ofJson(String json) {
        return fits(json) ? json : map(json, true);
    }

    private static String map(String text, boolean escape) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (fits(c)) {
                mapped.appendCodePoint(c);
            } else {
                mapped.append(escape ? String.format(Locale.ROOT, "\\u%04x", c) : "\uFFFD");
            }
        });
        return mapped.toString();
    }

    private static boolean fits(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
