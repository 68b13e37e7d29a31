package pro.saleflex.office.journal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flags that a projection raises about a document's own figures. */
public final class Flags {
    private Flags() {}

    /**
     * The flags with their details.
     *
     * @param leftOut members whose values did not fit
     * @param sums what does not add up
     */
    public static Map<Flag, String> of(List<String> leftOut, Optional<String> sums) {
        Map<Flag, String> flags = new EnumMap<>(Flag.class);
        if (!leftOut.isEmpty()) {
            flags.put(Flag.VALUE_LEFT_OUT, "Left out of its column: " + String.join(", ", leftOut));
        }
        sums.ifPresent(detail -> flags.put(Flag.DOES_NOT_ADD_UP, detail));
        return flags;
    }
}
