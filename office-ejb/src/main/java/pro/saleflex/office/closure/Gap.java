package pro.saleflex.office.closure;

import java.util.ArrayList;
import java.util.List;

/**
 * Receipts of a period that no document has, in a row.
 *
 * @param closureNumber the period
 * @param fromNumber the first
 * @param toNumber the last
 */
public record Gap(long closureNumber, long fromNumber, long toNumber) {

    /** Numbers of a period, ascending, as gaps. */
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

    /** Its numbers, such as {@code 7} or {@code 4-5}. */
    public String numbers() {
        return fromNumber == toNumber ? Long.toString(fromNumber) : fromNumber + "-" + toNumber;
    }
}
