package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.gate.push.ReceivingGate.CREATED;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.push.ReceivingGate.Received;
import pro.saleflex.office.gate.push.ReceivingGate.Reply;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.terminal.StoreChange;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Till;

/** Every entry is delivered to GATE once and in order. */
class GateDeliveryDbTest extends Delivering {

    @Test
    void deliversEachEntryOnceInOrderWithTheExactDocument() {
        Document one = sale(1);
        Document two = till.sold(Document.sale("transaction-full-tree-sale.json"));
        Document three = till.sold(Document.sale("transaction-return.json"));
        deliver();
        deliver();

        assertEquals(ids(one, two, three), gate.ids());
        EntryView entry = till.entry(one.id());
        Received first = gate.received().get(0);
        assertEquals("/api/v1/transactions/", first.path());
        assertEquals("Bearer s3cret", first.authorization());
        assertEquals("S/" + till.terminal().code() + "/" + one.id(), first.key());
        JsonObject body = first.body();
        assertEquals(one.text(), body.getString("document"));
        assertEquals(HexFormat.of().formatHex(entry.payloadSha256()), body.getString("payload_sha256"));
        assertEquals(HexFormat.of().formatHex(entry.chainHash()), body.getString("chain_hash"));
        assertEquals(1, body.getInt("entry_no"));
        assertEquals("2026-11-22T10:00:00.123456Z", body.getString("received_at"));
        assertEquals("2026-11-22T03:17:56.206544Z", body.getString("occurred_at"), "local time in Istanbul");
        assertEquals("55.0000", body.getString("total_amount"));
        assertEquals("100.0000", body.getJsonArray("payments").getJsonObject(0).getString("payment_total"));
        assertFalse(body.getBoolean("late"));
        assertTrue(body.getBoolean("projected"));
        assertEquals(3, lane().doneUpto());
        assertEquals(0, lane().waiting());
    }

    @Test
    void timesAreReadInTheZoneThatTheStoreHadOnReceipt() {
        sale(1);
        app.clock().pass(Duration.ofSeconds(1));
        app.bean(Terminals.class)
                .changeStore(till.terminal().store().id(), new StoreChange(null, "America/Vancouver", null, null));
        app.clock().pass(Duration.ofSeconds(1));
        app.till(app.terminal(till.terminal().id())).sold(Document.sale().with("/head/receipt_number", 2));
        deliver();

        assertEquals(
                List.of("2026-11-22T03:17:56.206544Z", "2026-11-22T13:17:56.206544Z"),
                gate.received().stream()
                        .map(each -> each.body().getString("occurred_at"))
                        .toList());
    }

    @Test
    void lanesThatFailedAreDeliveredLastAfterTheOthersAreReleased() {
        reopen(Map.of("saleflex.office.gate.token", "s3cret", "saleflex.office.gate.parallel", "1"));
        Till other = app.till();
        other.sold(Document.sale());
        deliver();
        Document poison = sale(1);
        gate.answer(request -> request.id().equals(poison.id().toString()) ? new Reply(500, "", null) : CREATED);
        deliver();
        pass(Duration.ofSeconds(11));
        Document well = other.sold(Document.sale());
        List<String> others = new ArrayList<>();
        gate.answer(request -> {
            app.bean(Lanes.class).claim(Target.GATE, Order.TODAY_FIRST, 8, 1, Duration.ofSeconds(1)).lanes().stream()
                    .map(claim -> claim.terminalId() + " behind " + request.id())
                    .forEach(others::add);
            if (request.id().equals(well.id().toString())) {
                other.sold(Document.sale()); // the next sale of a terminal that must not wait for the other's
            }
            return CREATED;
        });
        app.bean(GateDelivery.class).deliver(Order.TODAY_FIRST, () -> {});

        assertEquals(
                List.of(well.id().toString(), poison.id().toString()),
                gate.ids().subList(2, 4));
        assertEquals(List.of(other.terminal().id() + " behind " + poison.id()), others);
    }

    @Test
    void aConflictIsDeliveredAsAnEntryOfItsOwn() {
        Document first = sale(1);
        till.sell(first.with("/head/total_amount", "56.0000"));
        deliver();

        JsonObject conflict = gate.received().get(1).body();
        assertEquals("CONFLICT", conflict.getString("kind"));
        assertEquals(first.id().toString(), conflict.getString("conflicts_with"));
        assertFalse(conflict.getString("transaction_id").equals(first.id().toString()));
        assertEquals("56.0000", conflict.getString("total_amount"));
    }

    @Test
    void aConflictOfAClosureIsDeliveredAsAClosureWhateverElseItHolds() {
        Document first = closure(0);
        till.close(first.withJson("/head", "{\"id\":\"" + UUID.randomUUID() + "\"}"));
        deliver();

        Received conflict = gate.received().get(1);
        assertEquals("/api/v1/closures/", conflict.path());
        assertEquals("CONFLICT", conflict.body().getString("kind"));
        assertEquals(first.id().toString(), conflict.body().getString("conflicts_with"));
        assertEquals(
                till.entries().get(1).documentId().toString(), conflict.body().getString("closure_id"));
    }

    @Test
    void aMalformedDocumentIsDeliveredNevertheless() {
        Document odd = Document.sale().withJson("/products", "{\"not\":\"a list\"}");
        till.sell(odd);
        deliver();

        JsonObject body = gate.received().get(0).body();
        assertFalse(body.getBoolean("projected"));
        assertEquals(odd.text(), body.getString("document"));
        assertNull(body.get("lines"));
    }

    @Test
    void entriesClaimedByACrashedServerAreDeliveredWhenTheLeaseExpires() {
        Document one = sale(1);
        app.bean(Lanes.class).claim(Target.GATE, Order.TODAY_FIRST, 8, 1, Duration.ofSeconds(30));
        deliver();
        assertEquals(List.of(), gate.ids());
        pass(Duration.ofSeconds(31));
        deliver();
        assertEquals(ids(one), gate.ids());
    }

    @Test
    void todaysSalesCanBeLateButABacklogIsNot() {
        sale(1);
        deliver();
        DeliveryPace pace = app.bean(DeliveryPace.class);
        assertFalse(pace.late());
        sale(2);
        app.clock().pass(Duration.ofSeconds(2));
        deliver();
        assertTrue(pace.late());
        app.clock().pass(Duration.ofSeconds(2));
        assertFalse(pace.late(), "now they are not");
        sale(3);
        app.clock().pass(Duration.ofMinutes(2));
        link().check();
        deliver();
        assertFalse(pace.late());
    }

    @Test
    void catchingUpTakesEntriesThatHaveWaitedForAMinute() {
        sale(1);
        deliver(); // the first delivery is always a trial
        gate.forget();
        Document one = sale(2);
        GateDelivery delivery = app.bean(GateDelivery.class);
        assertEquals(OptionalInt.empty(), delivery.deliver(Order.CATCHING_UP, () -> {}));
        pass(Duration.ofSeconds(61));
        assertEquals(OptionalInt.of(1), delivery.deliver(Order.CATCHING_UP, () -> {}));
        assertEquals(ids(one), gate.ids());
    }

    @Test
    void concurrentWorkersDeliverEachEntryOnceAndInOrder() {
        List<Till> tills = Stream.generate(app::till).limit(12).toList();
        for (int i = 0; i < 15; i++) {
            tills.forEach(each -> each.sold(Document.sale()));
        }
        Callable<Boolean> worker = () -> {
            deliver();
            return true;
        };
        Concurrently.call(List.of(worker, worker, worker, worker));
        deliver();

        assertEquals(180, gate.ids().size());
        assertEquals(180, gate.ids().stream().distinct().count());
        for (Till each : tills) {
            List<Integer> numbers = gate.received().stream()
                    .filter(request -> request.body()
                            .getString("terminal_code")
                            .equals(each.terminal().code()))
                    .map(request -> request.body().getInt("entry_no"))
                    .toList();
            assertEquals(numbers.stream().sorted().toList(), numbers);
        }
    }
}
