package pro.saleflex.office.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two counters of a till and the receipt numbers it has used in the open period. Its own lock, apart from the
 * till's: the sender reads the counters while a sale is being finished, which is the race of the real terminal (the
 * value sent with receipt n is n or n+1).
 */
final class Counters {
    private int receiptNumber;
    private int closureNumber;
    private int lastUsed;

    Counters(int receiptNumber, int closureNumber) {
        this.receiptNumber = receiptNumber;
        this.closureNumber = closureNumber;
    }

    /** Takes the number of a document that is being opened: the counter, or the next one free. */
    synchronized int open() {
        lastUsed = Math.max(receiptNumber, lastUsed + 1);
        return lastUsed;
    }

    /** A sale was completed. A cancelled document uses up its number without coming here. */
    synchronized void completed(int receipt) {
        receiptNumber = receipt + 1;
    }

    /** The period was closed. */
    synchronized void closed() {
        closureNumber++;
        receiptNumber = 1;
        lastUsed = 0;
    }

    /**
     * Takes over what a refresh brought, as the terminal does: the server's figures overwrite ours. One exception: a
     * closure number we have left behind is ignored. A real till never closes a second day while it refreshes, this
     * one may, and must not then use a period twice.
     */
    synchronized void refreshed(int receipt, int closure) {
        if (closure < closureNumber) {
            return;
        }
        if (closure > closureNumber) {
            closureNumber = closure;
            lastUsed = 0;
        }
        receiptNumber = receipt;
    }

    synchronized int closureNumber() {
        return closureNumber;
    }

    /** The {@code sequences} of an envelope, with the values of this moment. */
    synchronized List<Map<String, Object>> sequences() {
        return List.of(sequence("ReceiptNumber", receiptNumber), sequence("ClosureNumber", closureNumber));
    }

    private static Map<String, Object> sequence(String name, int value) {
        Map<String, Object> sequence = new LinkedHashMap<>();
        sequence.put("name", name);
        sequence.put("value", value);
        return sequence;
    }
}
