package pro.saleflex.office.fakegate;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the gate has of one terminal.
 *
 * @param documents without repeats
 * @param firstEntryNo the lowest
 * @param lastEntryNo the highest
 * @param repeats attempts with a document that was there already
 * @param gaps the numbers missing between the lowest and the highest, at most the first 100
 * @param inOrder whether each document had a higher number than the one before
 */
public record TerminalTally(
        int documents, long firstEntryNo, long lastEntryNo, int repeats, List<Long> gaps, boolean inOrder) {
    private static final int GAPS_TOLD = 100;

    /** Of at least one delivery, in the order of arrival. */
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
            while (expected < number && gaps.size() < GAPS_TOLD) {
                gaps.add(expected++);
            }
            expected = number + 1;
        }
        return gaps;
    }
}
