package pro.saleflex.office.journal;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import pro.saleflex.office.document.ColumnConverter;

/** The flags that a projection raises about a document's own values. */
public final class Flags {
    /** The names of all these flags. */
    static final String[] NAMES = {Flag.VALUE_LEFT_OUT.name(), Flag.VALUE_ROUNDED.name(), Flag.DOES_NOT_ADD_UP.name()};

    private Flags() {}

    /**
     * Returns the flags of a document with their details.
     *
     * @param columns the converter of its values, which noted what was left out or rounded
     * @param sums what does not add up
     */
    public static Map<Flag, String> of(ColumnConverter columns, Optional<String> sums) {
        Map<Flag, String> flags = new EnumMap<>(Flag.class);
        if (!columns.leftOut().isEmpty()) {
            flags.put(Flag.VALUE_LEFT_OUT, "Left out of its column: " + String.join(", ", columns.leftOut()));
        }
        if (!columns.rounded().isEmpty()) {
            flags.put(Flag.VALUE_ROUNDED, "Rounded to its column's decimals: " + String.join(", ", columns.rounded()));
        }
        sums.ifPresent(detail -> flags.put(Flag.DOES_NOT_ADD_UP, detail));
        return flags;
    }
}
