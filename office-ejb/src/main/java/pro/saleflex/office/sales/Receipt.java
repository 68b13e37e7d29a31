package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import pro.saleflex.office.figures.DocumentEffect;

/**
 * A sales document as shown in lists.
 *
 * @param entryId id of its journal entry
 * @param terminalId the terminal that sent it
 * @param entryNo its number in that terminal's journal
 * @param closureNumber the period it belongs to; null if missing
 * @param number its receipt number in the period; null if missing
 * @param type document type as the terminal names it, such as {@code FISCAL_RECEIPT}; null if missing
 * @param effect whether it is a sale, a return, or something else
 * @param state whether it was completed or cancelled
 * @param businessDay the store's day it counts for; null while its projection awaits a rebuild
 * @param at when it was completed; null for an old document that gives no time
 * @param total its total before discounts and surcharges; null if missing or unreadable
 * @param due what the customer owed: the total less discounts, plus surcharges and service charge; null if one of these
 *     cannot be read
 * @param currency currency of its amounts; null for the store's
 * @param payments its payment types as the terminal names them, without cancelled payments
 */
public record Receipt(
        long entryId,
        UUID terminalId,
        long entryNo,
        Long closureNumber,
        Long number,
        String type,
        DocumentEffect effect,
        State state,
        LocalDate businessDay,
        Instant at,
        BigDecimal total,
        BigDecimal due,
        String currency,
        List<String> payments) {

    /** What became of a document. */
    public enum State {
        /** It counts in figures. */
        COMPLETED("lower(d.transaction_status collate \"C\") = 'completed' and d.cancelled is not true"),
        /** Cancelled as a whole. */
        CANCELLED("(d.cancelled is true or lower(d.transaction_status collate \"C\") = 'cancelled')"),
        /** Neither: suspended, an order, or a status that only its terminal knows. */
        OTHER("coalesce(lower(d.transaction_status collate \"C\"), '') not in ('completed', 'cancelled')"
                + " and d.cancelled is not true");

        /** Condition on the document {@code d}. */
        final String sql;

        State(String sql) {
            this.sql = sql;
        }
    }

    /** Whether it was cancelled as a whole. */
    public boolean cancelled() {
        return state == State.CANCELLED;
    }
}
