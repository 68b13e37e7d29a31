package pro.saleflex.office.sales;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.counter.Counters.Noted;
import pro.saleflex.office.counter.Numbers;
import pro.saleflex.office.document.Kind;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.intake.Projection;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.terminal.TerminalRef;

/** Makes {@code sales_document} and its rows of the journal's payloads, at the intake and at any time later. */
@ApplicationScoped
public class SalesProjection implements Projection<DocumentRows> {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Journal journal;

    @Inject
    Counters counters;

    /** Public for the container. */
    public SalesProjection() {}

    @Override
    public Kind kind() {
        return Kind.TRANSACTION;
    }

    @Override
    public DocumentRows prepare(TerminalRef terminal, String payload) {
        return new DocumentRows(terminal, RecordBinding.bind(payload, Transaction.class));
    }

    @Override
    public void store(List<Projected<DocumentRows>> documents) {
        for (Projected<DocumentRows> document : documents) {
            DocumentRows rows = document.rows();
            rows.belongTo(document.entryId());
            em.persist(rows.document());
            rows.rows().forEach(em::persist);
            rows.flags().forEach((flag, detail) -> journal.flagNew(document.entryId(), flag, detail));
        }
        em.flush();
        flagSameNumbers(documents.stream().map(Projected::entryId).toList());
    }

    @Override
    public void count(List<Counted<DocumentRows>> requests) {
        counters.note(requests.stream()
                .map(request ->
                        new Noted(request.terminal(), request.counters(), following(request.documents()), false))
                .toList());
    }

    private static List<Numbers> following(List<DocumentRows> documents) {
        return documents.stream()
                .map(DocumentRows::document)
                .filter(document -> document.closureNumber != null && document.receiptNumber != null)
                .map(document -> Numbers.after(document.closureNumber, document.receiptNumber))
                .toList();
    }

    /** A number used twice by one terminal: two documents, both kept, the later one flagged. */
    private void flagSameNumbers(List<Long> entryIds) {
        List<?> rows = em.createNativeQuery("select d.id, min(o.document_id::text) from sales_document d"
                        + " join sales_document o on o.transaction_unique_id = d.transaction_unique_id"
                        + " and o.terminal_id = d.terminal_id and o.id < d.id"
                        + " where d.id = any (cast(?1 as bigint[])) group by d.id")
                .setParameter(1, entryIds.toString().replace('[', '{').replace(']', '}'))
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            journal.flagNew(
                    ((Number) columns[0]).longValue(),
                    Flag.SAME_NUMBER,
                    "Document " + columns[1] + " of this terminal has the same transaction_unique_id.");
        }
    }
}
