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
 * @param unseen how many documents, by the closure's own count, were not handed over
 * @param refused how many were, and GATE did not take them
 * @param receipts the numbers of both, as far as they can be told, ascending; at most 1000
 */
record Shortage(long unseen, long refused, List<Long> receipts) {
    static final Shortage NONE = new Shortage(0, 0, List.of());
    private static final int MOST = 1000;

    /**
     * Compares a closure with what there is. Receipts are numbered from 1 in each period (protocol reference, section 5), so
     * the numbers that nobody has are the missing ones, if there are as many of them as documents are missing, and every
     * document has a number.
     *
     * @param claimed documents of the period as the closure counts them; null: it does not
     * @param handedOver the period's documents that were handed over
     */
    static Shortage of(Long claimed, Collection<HandedOver> handedOver) {
        long unseen = claimed == null ? 0 : Math.max(0, Math.max(0, claimed) - handedOver.size());
        List<HandedOver> refused =
                handedOver.stream().filter(HandedOver::refused).toList();
        Set<Long> known = numbers(handedOver);
        TreeSet<Long> missing = new TreeSet<>(numbers(refused));
        boolean allNumbered = handedOver.stream().allMatch(HandedOver::isNumbered);
        if (unseen > 0 && unseen <= MOST && allNumbered) {
            long lowest = known.stream().mapToLong(Long::longValue).min().orElse(1);
            long highest = known.stream().mapToLong(Long::longValue).max().orElse(0);
            List<Long> fromOne = absent(known, 1, Math.max(highest, claimed), unseen);
            missing.addAll(fromOne.size() == unseen ? fromOne : absent(known, lowest, highest, unseen));
        }
        return new Shortage(unseen, refused.size(), missing.stream().limit(MOST).toList());
    }

    /** How many documents. */
    long documents() {
        return unseen + refused;
    }

    private static Set<Long> numbers(Collection<HandedOver> documents) {
        return documents.stream()
                .filter(HandedOver::isNumbered)
                .map(HandedOver::number)
                .collect(Collectors.toSet());
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

    /**
     * A document that was handed over.
     *
     * @param number its number in the period; null: it does not say
     * @param refused GATE did not take it
     */
    record HandedOver(Long number, boolean refused) {

        boolean isNumbered() {
            return number != null && number >= 1;
        }
    }
}
