package pro.saleflex.office.closure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something about a terminal's closed periods that does not fit together. Nobody is alarmed about it.
 *
 * @param kind what
 * @param closureNumber the period
 * @param other the other period of two; null: there is none
 */
public record ClosureAnomaly(Kind kind, long closureNumber, Long other) {

    /** What does not fit. */
    public enum Kind {
        /** It has documents, and does not say when the first of them was. */
        NO_OPENING,
        /** It began before the one before it had ended. */
        OVERLAP,
        /** Its number was closed more than once. */
        NUMBER_TWICE
    }

    /** Looks at a terminal's closures; cancelled ones are none. What is found is in the order of the periods' numbers. */
    static List<ClosureAnomaly> of(List<Closing> closures) {
        List<ClosureAnomaly> found = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        Set<Long> twice = new HashSet<>();
        for (Closing closure : closures) {
            if (!numbers.add(closure.number) && twice.add(closure.number)) {
                found.add(new ClosureAnomaly(Kind.NUMBER_TWICE, closure.number, null));
            }
            if (closure.startedAt == null && closure.documents > 0) {
                found.add(new ClosureAnomaly(Kind.NO_OPENING, closure.number, null));
            }
        }
        overlapping(closures, found);
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(ClosureAnomaly::closureNumber)
                        .thenComparing(ClosureAnomaly::kind)
                        .thenComparing(ClosureAnomaly::other, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** Each period with the one that lasts longest of those that began before it; what two halves of one number do is no news. */
    private static void overlapping(List<Closing> closures, List<ClosureAnomaly> found) {
        List<Closing> inOrder = closures.stream()
                .filter(closure -> closure.startedAt != null && closure.endedAt != null)
                .sorted(Comparator.comparing(Closing::startedAt).thenComparing(Closing::number))
                .toList();
        Closing longest = null;
        for (Closing closure : inOrder) {
            if (longest != null && closure.startedAt.isBefore(longest.endedAt) && closure.number != longest.number) {
                found.add(new ClosureAnomaly(
                        Kind.OVERLAP,
                        Math.max(closure.number, longest.number),
                        Math.min(closure.number, longest.number)));
            }
            if (longest == null || closure.endedAt.isAfter(longest.endedAt)) {
                longest = closure;
            }
        }
    }

    /**
     * A closure that was not cancelled.
     *
     * @param number its period's
     * @param startedAt time of the first document; null: it does not say
     * @param endedAt time of the last document; null: it does not say
     * @param documents how many it counts
     */
    record Closing(long number, Instant startedAt, Instant endedAt, long documents) {}
}
