package pro.saleflex.office.soap;

import java.util.Locale;

/** Text on its way into XML 1.0, which has no place for some characters. */
final class XmlText {
    private XmlText() {}

    /** Can XML hold it? */
    static boolean fits(String text) {
        return text.codePoints().allMatch(XmlText::fits);
    }

    /** The text; what XML cannot hold is replaced. */
    static String of(String text) {
        return text == null || fits(text) ? text : map(text, false);
    }

    /** JSON text; what XML cannot hold is escaped, which changes nothing for who reads the JSON. */
    static String ofJson(String json) {
        return fits(json) ? json : map(json, true);
    }

    private static String map(String text, boolean escape) {
        StringBuilder fitting = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (fits(c)) {
                fitting.appendCodePoint(c);
            } else {
                fitting.append(escape ? String.format(Locale.ROOT, "\\u%04x", c) : "\uFFFD");
            }
        });
        return fitting.toString();
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
