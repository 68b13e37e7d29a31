package pro.saleflex.office.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pro.saleflex.office.closure.ClosureRecord.Summary;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.document.RecordBinding.Bound;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Flags;
import pro.saleflex.office.terminal.TerminalRef;

/** The projection of one closure with its flags, before its journal entry is known. */
final class ClosureRows {
    private final Closure closure;
    private final List<ClosureSummary> summaries = new ArrayList<>();
    private final Map<Flag, String> flags;

    ClosureRows(TerminalRef terminal, Bound<ClosureRecord> bound) {
        ClosureRecord message = bound.record();
        ColumnConverter columns = new ColumnConverter(terminal.store().zone(), bound.unread());
        closure = new Closure(terminal.id(), message.closure(), columns);
        add(SummaryKind.VAT, message.vatSummaries(), columns);
        add(SummaryKind.TIP, message.tipSummaries(), columns);
        add(SummaryKind.DISCOUNT, message.discountSummaries(), columns);
        add(SummaryKind.PAYMENT_TYPE, message.paymentTypeSummaries(), columns);
        add(SummaryKind.DOCUMENT_TYPE, message.documentTypeSummaries(), columns);
        add(SummaryKind.DEPARTMENT, message.departmentSummaries(), columns);
        add(SummaryKind.CURRENCY, message.currencySummaries(), columns);
        add(SummaryKind.CASHIER, message.cashierSummaries(), columns);
        flags = Flags.of(columns, Optional.empty());
    }

    Closure closure() {
        return closure;
    }

    List<ClosureSummary> summaries() {
        return summaries;
    }

    Map<Flag, String> flags() {
        return flags;
    }

    /** Sets the id of the journal entry on the closure and its summaries. */
    void assignEntry(long entryId) {
        closure.id = entryId;
        summaries.forEach(summary -> summary.closureId = entryId);
    }

    private void add(SummaryKind kind, List<Summary> rows, ColumnConverter columns) {
        int position = 0;
        for (Summary row : rows == null ? List.<Summary>of() : rows) {
            position++;
            if (row != null) {
                summaries.add(new ClosureSummary(kind, position, row, columns));
            }
        }
    }
}
