package pro.saleflex.office.gate.push;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What GATE does not have of a closed period when its closure goes.
 *
 * @param documents how many, by the closure's own count
 * @param receipts their numbers, as far as they can be told, ascending; at most 1000
 */
record Shortage(long documents, List<Long> receipts) {
    static final Shortage NONE = new Shortage(0, List.of());
    private static final int MOST = 1000;

    /**
     * Compares a closure with what there is. Receipts are numbered from 1 in each period (protocol reference, section 5), so
     * the numbers that nobody has are the missing ones, if there are as many of them as documents are missing.
     *
     * @param claimed documents of the period as the closure counts them; null: it does not
     * @param held documents that were handed over
     * @param numbers receipt numbers of those handed over
     * @param parked receipt numbers of those handed over that GATE did not take
     * @param parkedDocuments how many those are, the ones without a number included
     */
    static Shortage of(
            Long claimed, long held, Collection<Long> numbers, Collection<Long> parked, long parkedDocuments) {
        long unseen = unseen(claimed, held);
        if (unseen + parkedDocuments == 0) {
            return NONE;
        }
        Set<Long> known = numbers.stream().filter(number -> number >= 1).collect(Collectors.toSet());
        TreeSet<Long> missing = new TreeSet<>(parked);
        if (unseen > 0 && unseen <= MOST) {
            long lowest = known.stream().mapToLong(Long::longValue).min().orElse(1);
            long highest = known.stream().mapToLong(Long::longValue).max().orElse(0);
            List<Long> fromOne = absent(known, 1, Math.max(highest, claimed), unseen);
            missing.addAll(fromOne.size() == unseen ? fromOne : absent(known, lowest, highest, unseen));
        }
        return new Shortage(
                unseen + parkedDocuments, missing.stream().limit(MOST).toList());
    }

    /** How many documents were not handed over of those that a closure counts. */
    static long unseen(Long claimed, long held) {
        return claimed == null ? 0 : Math.max(0, Math.max(0, claimed) - held);
    }

    /** The numbers of a range that are not known; none when there are more than could be missing. */
    private static List<Long> absent(Set<Long> known, long from, long to, long most) {
        if (to - from + 1 - known.size() > most) {
            return List.of();
        }
        List<Long> absent = LongStream.rangeClosed(from, to)
                .filter(number -> !known.contains(number))
                .boxed()
                .toList();
        return absent.size() > most ? List.of() : absent;
    }
}
