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

/** All rows made of one closure, before it knows its journal entry. */
final class ClosureRows {
    private final Closure closure;
    private final List<ClosureSummary> summaries = new ArrayList<>();
    private final Map<Flag, String> flags;

    ClosureRows(TerminalRef terminal, Bound<ClosureRecord> bound) {
        ClosureRecord sent = bound.record();
        ColumnConverter columns = new ColumnConverter(terminal.store().zone(), bound.unread());
        closure = new Closure(terminal.id(), sent.closure(), columns);
        add(SummaryKind.VAT, sent.vatSummaries(), columns);
        add(SummaryKind.TIP, sent.tipSummaries(), columns);
        add(SummaryKind.DISCOUNT, sent.discountSummaries(), columns);
        add(SummaryKind.PAYMENT_TYPE, sent.paymentTypeSummaries(), columns);
        add(SummaryKind.DOCUMENT_TYPE, sent.documentTypeSummaries(), columns);
        add(SummaryKind.DEPARTMENT, sent.departmentSummaries(), columns);
        add(SummaryKind.CURRENCY, sent.currencySummaries(), columns);
        add(SummaryKind.CASHIER, sent.cashierSummaries(), columns);
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

    /** Gives the closure and its summaries the id of their journal entry. */
    void belongTo(long entryId) {
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
