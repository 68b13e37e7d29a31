package pro.saleflex.office.figures;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The result of a completeness check of a closed period: the documents that its closures count and the terminal never
 * handed over.
 *
 * @param missing number of missing documents
 * @param receipts their receipt numbers, ascending, where these are certain; otherwise empty
 */
public record PeriodCompleteness(long missing, List<Long> receipts) {
    /** Nothing is missing. */
    public static final PeriodCompleteness COMPLETE = new PeriodCompleteness(0, List.of());

    /** Longer lists of receipt numbers are of no use to anybody. */
    public static final int MAX_NAMED = 1000;

    /**
     * Compares the document count of a period with the documents received.
     *
     * <p>Receipts are numbered from 1 in each period (protocol reference, section 5). So the unused numbers are the
     * missing receipts, provided that every document has a number and exactly as many numbers are unused as documents
     * are missing. The range is 1 up to the highest number or the count. If that does not fit and receipt 1 is absent,
     * it is the lowest up to the highest number, because a terminal may have started elsewhere. Unused numbers of a
     * complete period are no gap.
     *
     * @param claimed the document count from {@link #claimed}; null if no closure gives one
     * @param received the receipt number of each document received, including those refused or unreadable; null
     *     elements for documents without a number
     */
    public static PeriodCompleteness of(Long claimed, Collection<Long> received) {
        long missing = claimed == null ? 0 : Math.max(0, claimed) - received.size();
        if (missing <= 0) {
            return COMPLETE;
        }
        Set<Long> used = received.stream()
                .filter(Objects::nonNull)
                .filter(number -> number >= 1)
                .collect(Collectors.toSet());
        boolean allNumbered = received.stream().allMatch(used::contains);
        if (missing > MAX_NAMED || !allNumbered) {
            return new PeriodCompleteness(missing, List.of());
        }
        long lowest = used.stream().mapToLong(Long::longValue).min().orElse(1);
        long highest = used.stream().mapToLong(Long::longValue).max().orElse(0);
        List<Long> fromOne = unused(used, 1, Math.max(highest, claimed), missing);
        boolean startedElsewhere = fromOne.isEmpty() && lowest > 1;
        return new PeriodCompleteness(missing, startedElsewhere ? unused(used, lowest, highest, missing) : fromOne);
    }

    /** Returns the unused numbers of a range, or nothing unless there are exactly {@code number} of them. */
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
     * Adds up the document counts of a period's closures, because a terminal may close a number twice. Cancelled
     * closures count only if there is no other.
     *
     * @return null if none of them gives a count
     */
    public static Long claimed(Collection<Claim> closures) {
        boolean valid = closures.stream().anyMatch(closure -> !closure.cancelled());
        return closures.stream()
                .filter(closure -> closure.cancelled() != valid)
                .map(Claim::documents)
                .filter(Objects::nonNull)
                .map(documents -> Math.max(0, documents))
                .reduce(PeriodCompleteness::saturatedSum)
                .orElse(null);
    }

    /**
     * Adds counts that terminals claim, which may be anything; saturates at {@code Long.MAX_VALUE} instead of
     * overflowing.
     */
    public static long saturatedSum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /**
     * The claim of one closure.
     *
     * @param documents number of documents in its period, cancelled ones included; null if it gives none
     * @param cancelled whether the closure was cancelled
     */
    public record Claim(Long documents, boolean cancelled) {}
}
