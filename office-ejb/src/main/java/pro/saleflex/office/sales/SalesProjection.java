package pro.saleflex.office.sales;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.SeenNumbers;
import pro.saleflex.office.counter.DocumentNumber;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.intake.Projection;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.ReusedNumbers;
import pro.saleflex.office.journal.ReusedNumbers.Numbered;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.TerminalRef;

/** Projects journal payloads to {@code sales_document} and its row tables, at intake and on every later rebuild. */
@ApplicationScoped
public class SalesProjection implements Projection<DocumentRows> {

    private static final List<String> ROW_TABLES = List.of(
            "sales_product",
            "sales_payment",
            "sales_discount",
            "sales_department",
            "sales_tax",
            "sales_tip",
            "sales_surcharge",
            "sales_note",
            "sales_loyalty",
            "sales_refund",
            "sales_change",
            "sales_delivery",
            "sales_kitchen_order",
            "sales_fiscal");

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Journal journal;

    @Inject
    Counters counters;

    @Override
    public EntryKind kind() {
        return EntryKind.TRANSACTION;
    }

    @Override
    public DocumentRows prepare(TerminalRef terminal, String payload) {
        return new DocumentRows(terminal, RecordBinding.bind(payload, Transaction.class));
    }

    @Override
    public void store(List<Projected<DocumentRows>> documents) {
        documents.forEach(document -> document.rows().assignEntry(document.entryId(), document.receivedAt()));
        flagDuplicateNumbers(documents);
        for (Projected<DocumentRows> document : documents) {
            DocumentRows rows = document.rows();
            em.persist(rows.document());
            rows.rows().forEach(em::persist);
            rows.flags().forEach((flag, detail) -> journal.flagNew(document.entryId(), flag, detail));
        }
    }

    @Override
    public void remove(List<Long> entryIds) {
        ROW_TABLES.forEach(
                table -> Sql.query(em, "delete from " + table + " where document_id = any (cast(:entries as bigint[]))")
                        .set("entries", entryIds)
                        .update());
        Sql.query(em, "delete from sales_document where id = any (cast(:entries as bigint[]))")
                .set("entries", entryIds)
                .update();
    }

    @Override
    public void count(List<Counted<DocumentRows>> requests) {
        counters.note(requests.stream()
                .map(request -> new SeenNumbers(
                        request.terminal(), request.counters(), nextNumbers(request.documents()), false))
                .toList());
    }

    private static List<DocumentNumber> nextNumbers(List<DocumentRows> documents) {
        return documents.stream()
                .map(DocumentRows::document)
                .filter(document -> document.closureNumber != null && document.receiptNumber != null)
                .map(document -> DocumentNumber.after(document.closureNumber, document.receiptNumber))
                .toList();
    }

    private void flagDuplicateNumbers(List<Projected<DocumentRows>> documents) {
        List<SalesDocument> heads = documents.stream()
                .map(document -> document.rows().document())
                .filter(head -> head.transactionUniqueId != null)
                .toList();
        List<Numbered> known = Sql.query(
                        em,
                        "select d.id, d.document_id, d.terminal_id, d.transaction_unique_id from sales_document d"
                                + " join unnest(cast(:terminals as uuid[]), cast(:numbers as text[]))"
                                + " as n (terminal_id, number)"
                                + " on d.terminal_id = n.terminal_id and d.transaction_unique_id = n.number")
                .set("terminals", heads.stream().map(head -> head.terminalId).toList())
                .set(
                        "numbers",
                        heads.stream().map(head -> head.transactionUniqueId).toList())
                .list(row -> new Numbered(
                        row.number("id"),
                        row.id("document_id"),
                        row.id("terminal_id"),
                        row.text("transaction_unique_id")));
        new ReusedNumbers(journal, known)
                .flagDuplicates(heads.stream()
                        .map(head -> new Numbered(head.id, head.documentId, head.terminalId, head.transactionUniqueId))
                        .toList());
    }
}
