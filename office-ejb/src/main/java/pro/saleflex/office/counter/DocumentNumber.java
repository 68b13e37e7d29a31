package pro.saleflex.office.counter;

import java.util.Comparator;

/**
 * The number of a document: closure number and receipt number, compared in this order.
 *
 * @param closureNumber the open period
 * @param receiptNumber the number the next document of that period gets
 */
public record DocumentNumber(long closureNumber, long receiptNumber) implements Comparable<DocumentNumber> {
    /** The number a new terminal starts with. */
    public static final DocumentNumber FIRST = new DocumentNumber(1, 1);

    /** The highest plausible number; anything above is a mistake that would spoil the counters for ever. */
    public static final long HIGHEST = Integer.MAX_VALUE - 1L;

    /** Returns the number that follows a document. */
    public static DocumentNumber after(long closureNumber, long receiptNumber) {
        return new DocumentNumber(closureNumber, receiptNumber + 1);
    }

    /** Returns the number that follows a closure: the first receipt of the next period. */
    public static DocumentNumber afterClosing(long closureNumber) {
        return new DocumentNumber(closureNumber + 1, 1);
    }

    /** Whether a terminal can have these numbers. */
    public boolean plausible() {
        return closureNumber >= 1 && closureNumber <= HIGHEST && receiptNumber >= 1 && receiptNumber <= HIGHEST;
    }

    @Override
    public int compareTo(DocumentNumber other) {
        return Comparator.comparingLong(DocumentNumber::closureNumber)
                .thenComparingLong(DocumentNumber::receiptNumber)
                .compare(this, other);
    }
}
