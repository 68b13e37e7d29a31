package pro.saleflex.office.log;

import java.util.regex.Pattern;

/** What may stand in a log: no control characters, no line ends of whatever kind, nothing that turns the reading direction. */
final class Printable {
    /** C0, DEL and C1; line and paragraph separator; what turns the direction (Unicode Standard Annex 9); half characters. */
    private static final Pattern HARMFUL = Pattern.compile(
            "[\\p{Cc}\\u0085\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\p{Cs}]");

    private Printable() {}

    static String text(String text) {
        return text == null ? null : HARMFUL.matcher(text).replaceAll("?");
    }

    /** The same, unless a message in it is harmful: then one that looks the same and whose messages are printable. */
    static Throwable thrown(Throwable thrown) {
        boolean sound = true;
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < Copy.DEEPEST; depth++) {
            sound &= each.getSuppressed().length == 0
                    && !HARMFUL.matcher(each.toString()).find();
            each = each.getCause();
        }
        return sound && each == null ? thrown : Copy.of(thrown, 0);
    }

    /** Shown in the place of another, whose class its text begins with: a message alone could not say that. */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class Copy extends Throwable {
        /** A cause may lead back to itself. */
        static final int DEEPEST = 20;

        private static final long serialVersionUID = 1L;

        private final String shown;

        private Copy(Throwable original, Throwable cause) {
            super(null, cause, true, true);
            shown = text(original.toString());
            setStackTrace(original.getStackTrace());
        }

        static Copy of(Throwable original, int depth) {
            boolean deeper = original.getCause() != null && depth < DEEPEST;
            Copy copy = new Copy(original, deeper ? of(original.getCause(), depth + 1) : null);
            if (depth < DEEPEST) {
                for (Throwable suppressed : original.getSuppressed()) {
                    copy.addSuppressed(of(suppressed, depth + 1));
                }
            }
            return copy;
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
