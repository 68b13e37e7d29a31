package pro.saleflex.office.closure;

import java.util.ArrayList;
import java.util.List;

/**
 * A gap: a run of consecutive receipt numbers of a period for which no document was received.
 *
 * @param closureNumber the period
 * @param fromNumber the first missing number
 * @param toNumber the last missing number
 */
public record Gap(long closureNumber, long fromNumber, long toNumber) {

    /** Groups missing numbers of a period, in ascending order, into gaps. */
    static List<Gap> of(long closureNumber, List<Long> numbers) {
        List<Gap> gaps = new ArrayList<>();
        for (long number : numbers) {
            Gap last = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
            if (last != null && last.toNumber + 1 == number) {
                gaps.set(gaps.size() - 1, new Gap(closureNumber, last.fromNumber, number));
            } else {
                gaps.add(new Gap(closureNumber, number, number));
            }
        }
        return gaps;
    }

    /** Returns the numbers as text, such as {@code 7} or {@code 4-5}. */
    public String numbers() {
        return fromNumber == toNumber ? Long.toString(fromNumber) : fromNumber + "-" + toNumber;
    }
}
