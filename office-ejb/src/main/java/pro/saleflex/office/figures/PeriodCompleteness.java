package pro.saleflex.office.figures;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a closed period lacks: as many documents as its closures count and nobody handed over.
 *
 * @param missing how many
 * @param receipts their numbers, ascending, where they are certain; else empty
 */
public record PeriodCompleteness(long missing, List<Long> receipts) {
    /** Nothing is missing. */
    public static final PeriodCompleteness COMPLETE = new PeriodCompleteness(0, List.of());

    /** More numbers than this are of no use to anybody. */
    public static final int MOST_NAMED = 1000;

    /**
     * Compares a period with what came of it.
     *
     * <p>Receipts are numbered from 1 in each period (protocol reference, section 5). So the numbers that nobody used are the
     * missing ones, if there are exactly as many of them as documents are missing, and every document has a number: of 1 up
     * to the highest, or to the count; where 1 did not come, else of the lowest up to the highest, as a terminal may have
     * begun elsewhere. Numbers
     * that a complete period did not use are no gap.
     *
     * @param claimed how many documents the period has, by {@link #claimed}; null: nobody says
     * @param came the number of each document that came, also of one that was refused or cannot be read; null: it has none
     */
    public static PeriodCompleteness of(Long claimed, Collection<Long> came) {
        long missing = claimed == null ? 0 : Math.max(0, claimed) - came.size();
        if (missing <= 0) {
            return COMPLETE;
        }
        Set<Long> used = came.stream()
                .filter(Objects::nonNull)
                .filter(number -> number >= 1)
                .collect(Collectors.toSet());
        boolean allNumbered = came.stream().allMatch(used::contains);
        if (missing > MOST_NAMED || !allNumbered) {
            return new PeriodCompleteness(missing, List.of());
        }
        long lowest = used.stream().mapToLong(Long::longValue).min().orElse(1);
        long highest = used.stream().mapToLong(Long::longValue).max().orElse(0);
        List<Long> fromOne = unused(used, 1, Math.max(highest, claimed), missing);
        boolean beganElsewhere = fromOne.isEmpty() && lowest > 1;
        return new PeriodCompleteness(missing, beganElsewhere ? unused(used, lowest, highest, missing) : fromOne);
    }

    /** The unused numbers of a range; none unless there are exactly so many. */
    private static List<Long> unused(Set<Long> used, long from, long to, long number) {
        if (to - from + 1 - used.size() != number) {
            return List.of();
        }
        return LongStream.rangeClosed(from, to)
                .filter(each -> !used.contains(each))
                .boxed()
                .toList();
    }

    /**
     * How many documents a period has by its closures: what all of them count together, for a terminal may close a number
     * twice. A cancelled one counts only where there is no other.
     *
     * @return null: none of them counts
     */
    public static Long claimed(Collection<Claim> closures) {
        boolean valid = closures.stream().anyMatch(closure -> !closure.cancelled());
        return closures.stream()
                .filter(closure -> closure.cancelled() != valid)
                .map(Claim::documents)
                .filter(Objects::nonNull)
                .map(documents -> Math.max(0, documents))
                .reduce(PeriodCompleteness::sum)
                .orElse(null);
    }

    /** A sum of what terminals claim, which may be anything: the highest number there is where it would be higher. */
    public static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /**
     * What a closure says.
     *
     * @param documents how many documents its period has, cancelled ones included; null: it does not count
     * @param cancelled it was cancelled
     */
    public record Claim(Long documents, boolean cancelled) {}
}
