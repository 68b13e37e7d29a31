package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.gate.push.ReceivingGate.CREATED;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.push.ReceivingGate.Reply;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.testing.Document;

/** A closure is delivered after the documents of its period and says which of them GATE does not have. */
class ClosureDeliveryDbTest extends Delivering {

    @Test
    void aClosureWaitsForItsDocumentsAndThenGoesInJournalOrder() {
        Document one = sale(1);
        Document closure = closure(2);
        deliver();
        assertEquals(ids(one), gate.ids());
        assertTrue(lane().held());
        pass(Duration.ofMinutes(14));
        deliver();
        assertEquals(ids(one), gate.ids());

        Document two = sale(2);
        deliver();
        assertEquals(ids(one, closure, two), gate.ids());
        assertNull(gate.received().get(1).body().get("missing_documents"));
        assertTrue(gate.received().get(2).body().getBoolean("late"), "it comes after its closure");
    }

    /** As behind a restore. */
    @Test
    void aClosureWaitsForDocumentsWhoseProjectionsAreBeingRebuilt() {
        Document one = sale(1);
        Document two = sale(2);
        Document closure = closure(2);
        app.bean(ProjectionRebuild.class).begin();
        app.tamper("truncate sales_document cascade");
        pass(Duration.ofMinutes(16));
        deliver();
        assertEquals(ids(one, two), gate.ids());
        assertTrue(lane().held());

        rebuild();
        pass(Duration.ofSeconds(10));
        deliver();
        assertEquals(ids(one, two, closure), gate.ids());
        assertNull(gate.received().get(2).body().get("missing_documents"));
    }

    @Test
    void entriesBehindAReleasedClosureAreDeliveredAtOnce() {
        sale(1);
        closure(2);
        deliver();
        assertTrue(lane().held());
        sale(2);
        int moreThanASlice = 150;
        for (int i = 0; i < moreThanASlice; i++) {
            till.sold(Document.sale().with("/head/closure_number", 8));
        }
        deliver();

        assertEquals(3 + moreThanASlice, gate.ids().size());
    }

    @Test
    void aClosureWaitsFifteenMinutesAtMostAndSaysWhatIsMissing() {
        Document one = sale(1);
        Document closure = closure(3);
        Document next = till.sold(Document.sale().with("/head/closure_number", 8));
        deliver();
        assertEquals(ids(one), gate.ids(), "the entries behind it wait, too");
        pass(Duration.ofMinutes(15));
        deliver();

        assertEquals(ids(one, closure, next), gate.ids());
        JsonObject sent = gate.received().get(1).body();
        assertEquals(2, sent.getInt("missing_documents"));
        assertEquals(List.of(2, 3), sent.getJsonArray("missing_receipts").getValuesAs(JsonNumber::intValue));
        assertFalse(gate.received().get(2).body().getBoolean("late"), "of the open period");
        sale(2);
        deliver();
        assertTrue(gate.received().get(3).body().getBoolean("late"));
    }

    @Test
    void aDocumentWithoutAProjectionIsNotMissing() {
        Document odd = Document.sale()
                .with("/head/receipt_number", 2)
                .with("/head/closure_number", 7)
                .withJson("/products", "{\"not\":\"a list\"}");
        sale(1);
        till.sell(odd);
        Document closure = closure(2);
        deliver();
        assertEquals(closure.id().toString(), gate.ids().get(2), "it does not wait");
        assertNull(gate.received().get(2).body().get("missing_documents"));
    }

    @Test
    void aRefusedDocumentWithoutAReceiptNumberIsCounted() {
        sale(1);
        Document bad = till.sold(
                Document.sale().withJson("/head/receipt_number", "null").with("/head/closure_number", 7));
        closure(2);
        gate.answer(request -> request.id().equals(bad.id().toString()) ? new Reply(422, "", null) : CREATED);
        deliver();
        JsonObject closure = gate.received().get(2).body();
        assertEquals(1, closure.getInt("missing_documents"));
        assertEquals(0, closure.getJsonArray("missing_receipts").size());
    }
}
