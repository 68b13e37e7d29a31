package pro.saleflex.office.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import pro.saleflex.office.document.EntryKind;

/**
 * The page of its journal that a terminal requests.
 *
 * @param after number of the entry after which to continue
 * @param kind only entries of this kind; empty for all kinds
 * @param limit maximum number of entries
 */
public record JournalPage(long after, Optional<EntryKind> kind, int limit) {

    /**
     * Reads a page's parameters; null and blank count as absent.
     *
     * @param defaultLimit the limit when none is given
     * @param maxLimit the highest limit; a higher one is lowered to it
     * @throws Problem 400 when a parameter is invalid
     */
    public static JournalPage of(String after, String kind, String limit, int defaultLimit, int maxLimit) {
        return new JournalPage(number("after", after, 0, Long.MAX_VALUE), kind(kind), (int)
                number("limit", limit, defaultLimit, maxLimit));
    }

    private static Optional<EntryKind> kind(String name) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(EntryKind.values())
                .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.of(400, "'kind' must be TRANSACTION, CLOSURE or CONFLICT.")));
    }

    private static long number(String name, String digits, long defaultValue, long max) {
        if (digits == null || digits.isBlank()) {
            return defaultValue;
        }
        if (!digits.matches("\\d{1,18}")) {
            throw Problem.of(400, "'" + name + "' must be a whole number.");
        }
        return Math.min(Long.parseLong(digits), max);
    }
}
