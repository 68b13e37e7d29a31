package pro.saleflex.office.sales;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.document.RecordBinding.Bound;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Flags;
import pro.saleflex.office.terminal.TerminalRef;

/** The projection of one sales document with its flags, before its journal entry is known. */
final class DocumentRows {
    private final SalesDocument document;
    private final List<DocumentRow> rows = new ArrayList<>();
    private final Map<Flag, String> flags;

    DocumentRows(TerminalRef terminal, Bound<Transaction> bound) {
        Transaction transaction = bound.record();
        ColumnConverter columns = new ColumnConverter(terminal.store().zone(), bound.unread());
        document = new SalesDocument(terminal.id(), transaction.head(), columns);
        add(transaction.products(), SalesProduct::new, columns);
        add(transaction.payments(), SalesPayment::new, columns);
        add(transaction.discounts(), SalesDiscount::new, columns);
        add(transaction.departments(), SalesDepartment::new, columns);
        add(transaction.taxes(), SalesTax::new, columns);
        add(transaction.tips(), SalesTip::new, columns);
        add(transaction.surcharges(), SalesSurcharge::new, columns);
        add(transaction.notes(), SalesNote::new, columns);
        add(transaction.loyalty(), SalesLoyalty::new, columns);
        add(transaction.refunds(), SalesRefund::new, columns);
        add(transaction.changes(), SalesChange::new, columns);
        add(transaction.deliveries(), SalesDelivery::new, columns);
        add(transaction.kitchenOrders(), SalesKitchenOrder::new, columns);
        if (transaction.fiscal() != null) {
            add(List.of(transaction.fiscal()), SalesFiscal::new, columns);
        }
        document.deriveFigures(terminal, columns.leftOut());
        flags = Flags.of(columns, Optional.ofNullable(DocumentSumCheck.mismatch(transaction)));
    }

    SalesDocument document() {
        return document;
    }

    List<DocumentRow> rows() {
        return rows;
    }

    Map<Flag, String> flags() {
        return flags;
    }

    /** Sets the id of the journal entry on the document and its rows. */
    void assignEntry(long entryId, Instant receivedAt) {
        document.assignEntry(entryId, receivedAt);
        rows.forEach(row -> row.documentId = entryId);
    }

    private <R> void add(List<R> records, RowMaker<R> maker, ColumnConverter columns) {
        int position = 0;
        for (R row : records == null ? List.<R>of() : records) {
            position++;
            if (row != null) {
                rows.add(maker.make(position, row, columns));
            }
        }
    }

    private interface RowMaker<R> {
        DocumentRow make(int position, R row, ColumnConverter columns);
    }
}
