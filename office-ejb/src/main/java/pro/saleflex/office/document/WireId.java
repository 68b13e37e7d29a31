package pro.saleflex.office.document;

import java.util.UUID;

/**
 * UUIDs as terminals write them: mostly in lower case with hyphens; the reference allows any case, hyphens optional. Read by
 * hand, for there are thirty in a document.
 */
public final class WireId {
    /** Without hyphens. */
    static final int SHORTEST = 32;

    private static final int LENGTH = 36;

    private WireId() {}

    /** Is it a UUID, in whatever spelling? */
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

    /** Is it a UUID as {@link UUID#toString} writes it? */
    static boolean isWritten(String text) {
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

    /** The UUID that {@link #isId} said it is. */
    public static UUID uuid(String text) {
        String hex = text.replace("-", "");
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
    }
}
