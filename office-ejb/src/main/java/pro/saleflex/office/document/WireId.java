package pro.saleflex.office.document;

import java.util.UUID;

/**
 * UUIDs as terminals write them: mostly in lower case with hyphens; the reference allows any case and makes hyphens
 * optional. Parsed by hand for speed, since a document has about thirty.
 */
public final class WireId {
    /** The length without hyphens. */
    static final int SHORTEST = 32;

    private static final int LENGTH = 36;

    private WireId() {}

    /** Whether it is a UUID in any spelling. */
    public static boolean isId(String text) {
        int digits = 0;
        char before = '-';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-') {
                boolean betweenGroups = digits == 8 || digits == 12 || digits == 16 || digits == 20;
                if (!betweenGroups || before == '-') {
                    return false;
                }
            } else if (c < 128 && Character.digit(c, 16) >= 0) {
                digits++;
            } else {
                return false;
            }
            before = c;
        }
        return digits == SHORTEST;
    }

    /** Whether it is a UUID as {@link UUID#toString} writes it. */
    static boolean isCanonical(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Returns the UUID. Requires that {@link #isId} is true. */
    public static UUID uuid(String text) {
        String hex = text.replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
    }
}
