package pro.saleflex.office.counter;

import java.util.Comparator;

/**
 * A closure number and a receipt number, compared in this order.
 *
 * @param closureNumber the open period
 * @param receiptNumber the number the next document of that period gets
 */
public record Numbers(long closureNumber, long receiptNumber) implements Comparable<Numbers> {
    /** What a terminal begins with. */
    public static final Numbers FIRST = new Numbers(1, 1);

    /** The highest number believed; anything above is a mistake that would spoil the counters for ever. */
    public static final long HIGHEST = Integer.MAX_VALUE - 1L;

    /** What follows a document. */
    public static Numbers after(long closureNumber, long receiptNumber) {
        return new Numbers(closureNumber, receiptNumber + 1);
    }

    /** What follows a closure. */
    public static Numbers afterClosing(long closureNumber) {
        return new Numbers(closureNumber + 1, 1);
    }

    /** Can these be a terminal's numbers? */
    public boolean believable() {
        return closureNumber >= 1 && closureNumber <= HIGHEST && receiptNumber >= 1 && receiptNumber <= HIGHEST;
    }

    @Override
    public int compareTo(Numbers other) {
        return Comparator.comparingLong(Numbers::closureNumber)
                .thenComparingLong(Numbers::receiptNumber)
                .compare(this, other);
    }
}
