package pro.saleflex.office.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import pro.saleflex.office.document.EntryKind;

/**
 * Which part of its journal a terminal asks for.
 *
 * @param after the entry behind which to go on
 * @param kind of one kind, or of all
 * @param limit at most so many entries
 */
public record JournalPage(long after, Optional<EntryKind> kind, int limit) {

    /**
     * A page as it was asked for; null and blank are the same as not asked.
     *
     * @param usual limit when none is asked for
     * @param most entries in any case
     * @throws Problem 400 when it is not what it should be
     */
    public static JournalPage of(String after, String kind, String limit, int usual, int most) {
        return new JournalPage(
                number("after", after, 0, Long.MAX_VALUE), kind(kind), (int) number("limit", limit, usual, most));
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

    private static long number(String name, String digits, long usual, long most) {
        if (digits == null || digits.isBlank()) {
            return usual;
        }
        if (!digits.matches("\\d{1,18}")) {
            throw Problem.of(400, "'" + name + "' must be a whole number.");
        }
        return Math.min(Long.parseLong(digits), most);
    }
}
