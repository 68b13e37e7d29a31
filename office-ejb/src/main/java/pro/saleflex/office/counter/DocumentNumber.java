package pro.saleflex.office.counter;

import java.util.Comparator;

/**
 * A closure number and a receipt number, compared in this order.
 *
 * @param closureNumber the open period
 * @param receiptNumber the number the next document of that period gets
 */
public record DocumentNumber(long closureNumber, long receiptNumber) implements Comparable<DocumentNumber> {
    /** What a terminal begins with. */
    public static final DocumentNumber FIRST = new DocumentNumber(1, 1);

    /** The highest number believed; anything above is a mistake that would spoil the counters for ever. */
    public static final long HIGHEST = Integer.MAX_VALUE - 1L;

    /** What follows a document. */
    public static DocumentNumber after(long closureNumber, long receiptNumber) {
        return new DocumentNumber(closureNumber, receiptNumber + 1);
    }

    /** What follows a closure. */
    public static DocumentNumber afterClosing(long closureNumber) {
        return new DocumentNumber(closureNumber + 1, 1);
    }

    /** Can these be a terminal's numbers? */
    public boolean believable() {
        return closureNumber >= 1 && closureNumber <= HIGHEST && receiptNumber >= 1 && receiptNumber <= HIGHEST;
    }

    @Override
    public int compareTo(DocumentNumber other) {
        return Comparator.comparingLong(DocumentNumber::closureNumber)
                .thenComparingLong(DocumentNumber::receiptNumber)
                .compare(this, other);
    }
}
