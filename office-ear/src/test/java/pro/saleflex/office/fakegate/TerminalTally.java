package pro.saleflex.office.fakegate;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the gate received of one terminal.
 *
 * @param documents without repeats
 * @param firstEntryNo the lowest entry number
 * @param lastEntryNo the highest entry number
 * @param repeats further attempts with a document already received
 * @param gaps the entry numbers missing in between, at most the first 100
 * @param inOrder whether each document had a higher entry number than all before
 */
public record TerminalTally(
        int documents, long firstEntryNo, long lastEntryNo, int repeats, List<Long> gaps, boolean inOrder) {
    private static final int MAX_GAPS = 100;

    /** Counts the deliveries of a terminal, at least one, in the order of arrival. */
    static TerminalTally of(List<Delivery> deliveries, int repeats) {
        NavigableSet<Long> numbers = new TreeSet<>();
        boolean inOrder = true;
        for (Delivery delivery : deliveries) {
            inOrder &= numbers.isEmpty() || numbers.last() < delivery.entryNo();
            numbers.add(delivery.entryNo());
        }
        return new TerminalTally(deliveries.size(), numbers.first(), numbers.last(), repeats, gaps(numbers), inOrder);
    }

    private static List<Long> gaps(NavigableSet<Long> numbers) {
        List<Long> gaps = new ArrayList<>();
        long expected = numbers.first();
        for (long number : numbers) {
            while (expected < number && gaps.size() < MAX_GAPS) {
                gaps.add(expected++);
            }
            expected = number + 1;
        }
        return gaps;
    }
}
