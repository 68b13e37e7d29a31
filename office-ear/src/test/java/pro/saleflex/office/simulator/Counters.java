package pro.saleflex.office.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two counters of a till, and the receipt numbers used in the open period. Locks itself rather than the till,
 * because the sender reads the counters while a sale is being completed: the real terminal has the same race (the value
 * sent with receipt n is n or n+1).
 */
final class Counters {
    private int receiptNumber;
    private int closureNumber;
    private int lastUsed;

    Counters(int receiptNumber, int closureNumber) {
        this.receiptNumber = receiptNumber;
        this.closureNumber = closureNumber;
    }

    /** Takes the receipt number of a new document: the counter, or the next number not used yet. */
    synchronized int open() {
        lastUsed = Math.max(receiptNumber, lastUsed + 1);
        return lastUsed;
    }

    /** Called when a sale is completed. Not called for a cancelled document, which uses up its number all the same. */
    synchronized void completed(int receipt) {
        receiptNumber = receipt + 1;
    }

    /** Called when the period is closed. */
    synchronized void closed() {
        closureNumber++;
        receiptNumber = 1;
        lastUsed = 0;
    }

    /**
     * Takes over the counters of a refresh. As on the terminal, the server's values overwrite ours, with one exception:
     * a lower closure number is ignored. The real terminal never closes another day during a refresh; this till may,
     * and must not use a period twice.
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

    /** The {@code sequences} of an envelope, with the current values. */
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
