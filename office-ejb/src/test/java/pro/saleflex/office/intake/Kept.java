package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Till;

/** Asserts how much of a {@link Document#sale()} was kept. */
final class Kept {
    private Kept() {}

    /** The journal holds it as sent, and all its rows are there. */
    static void inFull(Till till, Document sale) {
        assertEquals(sale.text(), till.entry(sale.id()).payload());
        assertEquals("55.0000", till.column("total_amount", sale.id()));
        assertEquals(List.of(List.of("100.0000")), till.lines("sales_payment", "payment_total", sale.id()));
        assertEquals(List.of(List.of("45.0000")), till.lines("sales_change", "change_amount", sale.id()));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    /** The journal holds it as sent and flagged, without a single row. */
    static void onlyInTheJournal(Till till, Document sale) {
        EntryView entry = till.entry(sale.id());
        assertEquals(sale.text(), entry.payload());
        assertEquals(Set.of(Flag.NOT_PROJECTED), till.flags(sale.id()).keySet());
        assertEquals("0", till.value("select count(*) from sales_document where id = " + entry.id()));
        assertEquals(List.of(), till.lines("sales_payment", "position", sale.id()));
        assertEquals(List.of(), till.lines("sales_change", "position", sale.id()));
    }
}
