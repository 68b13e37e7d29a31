package pro.saleflex.office.log;

import java.util.regex.Pattern;

/**
 * Sanitizes text for the log: replaces control characters, line breaks of every kind and characters that change the
 * text direction.
 */
final class Printable {
    /**
     * C0, DEL and C1; line and paragraph separators; characters that change the text direction (Unicode Standard Annex
     * 9); unpaired surrogates.
     */
    private static final Pattern HARMFUL = Pattern.compile(
            "[\\p{Cc}\\u0085\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\p{Cs}]");

    private Printable() {}

    static String text(String text) {
        return text == null ? null : HARMFUL.matcher(text).replaceAll("?");
    }

    /** Returns the throwable itself or, if a message in it is harmful, a look-alike with printable messages. */
    static Throwable thrown(Throwable thrown) {
        boolean harmless = true;
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < Copy.DEEPEST; depth++) {
            harmless &= each.getSuppressed().length == 0
                    && !HARMFUL.matcher(each.toString()).find();
            each = each.getCause();
        }
        return harmless && each == null ? thrown : Copy.of(thrown, 0);
    }

    /**
     * Stands in for another throwable. Overrides {@code toString}, because that starts with the original's class name.
     */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class Copy extends Throwable {
        /** Limits the depth, because a chain of causes may be circular. */
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
