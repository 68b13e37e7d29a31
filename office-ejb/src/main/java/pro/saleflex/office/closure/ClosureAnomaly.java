package pro.saleflex.office.closure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An inconsistency among a terminal's closed periods. It is shown, but raises no alert.
 *
 * @param kind what is inconsistent
 * @param closureNumber the period
 * @param other the other period if two are involved; otherwise null
 */
public record ClosureAnomaly(Kind kind, long closureNumber, Long other) {

    /** The kinds of inconsistency. */
    public enum Kind {
        /** The period has documents, but does not say when it started. */
        NO_OPENING,
        /** The period started before an earlier one had ended. */
        OVERLAP,
        /** The period was closed more than once. */
        NUMBER_TWICE
    }

    /** Finds the anomalies in a terminal's closures, without the cancelled ones; in the order of period numbers. */
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
        addOverlaps(closures, found);
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(ClosureAnomaly::closureNumber)
                        .thenComparing(ClosureAnomaly::kind)
                        .thenComparing(ClosureAnomaly::other, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * Compares each period with the one, of those that started earlier, that ends last. Two closures of one number are
     * not compared: {@link Kind#NUMBER_TWICE} already reports them.
     */
    private static void addOverlaps(List<Closing> closures, List<ClosureAnomaly> found) {
        List<Closing> inOrder = closures.stream()
                .filter(closure -> closure.startedAt != null && closure.endedAt != null)
                .sorted(Comparator.comparing(Closing::startedAt).thenComparing(Closing::number))
                .toList();
        Closing lastEnding = null;
        for (Closing closure : inOrder) {
            if (lastEnding != null
                    && closure.startedAt.isBefore(lastEnding.endedAt)
                    && closure.number != lastEnding.number) {
                found.add(new ClosureAnomaly(
                        Kind.OVERLAP,
                        Math.max(closure.number, lastEnding.number),
                        Math.min(closure.number, lastEnding.number)));
            }
            if (lastEnding == null || closure.endedAt.isAfter(lastEnding.endedAt)) {
                lastEnding = closure;
            }
        }
    }

    /**
     * A closure that was not cancelled.
     *
     * @param number number of its period
     * @param startedAt time of the first document; null if missing
     * @param endedAt time of the last document; null if missing
     * @param documents number of documents it counts
     */
    record Closing(long number, Instant startedAt, Instant endedAt, long documents) {}
}
