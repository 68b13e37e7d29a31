package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.gate.push.ReceivingGate.CREATED;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.gate.GateDuties;
import pro.saleflex.office.gate.GateLink;
import pro.saleflex.office.gate.LinkState;
import pro.saleflex.office.gate.push.ReceivingGate.Received;
import pro.saleflex.office.gate.push.ReceivingGate.Reply;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.Parked;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.House;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Together;

/** Every entry reaches GATE, in order, whatever GATE does. */
class GateDeliveryDbTest {
    @TempDir
    Path home;

    private final ReceivingGate gate = new ReceivingGate();
    private House house;
    private Till till;

    @BeforeEach
    void open() {
        house = house(Map.of("saleflex.office.gate.token", "s3cret"));
        till = house.till();
        link().look();
    }

    private House house(Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(more);
        settings.put("saleflex.office.gate.url", gate.url());
        settings.put("saleflex.office.gate.total.seconds", "2");
        return new House(home, settings);
    }

    @AfterEach
    void close() {
        house.close();
        gate.close();
    }

    private GateLink link() {
        return house.door(GateLink.class);
    }

    /** As the relay does. */
    private void deliver() {
        GateDelivery delivery = house.door(GateDelivery.class);
        while (delivery.deliver(Order.LEAST_FIRST, () -> {})) {
            // there may be more
        }
    }

    /** Time passes, with the regular look at the link at its end. */
    private void pass(Duration time) {
        house.clock().pass(time);
        link().look();
    }

    private LaneView lane() {
        return house.door(Lanes.class)
                .lanes(Target.GATE, List.of(till.terminal().id()))
                .get(0);
    }

    private ParkedEntries parked() {
        return house.door(ParkedEntries.class);
    }

    private List<Parked> parkedOf(Till whose) {
        return parked().list(Target.GATE, List.of(whose.terminal().id()), 100);
    }

    private Document sale(long receipt) {
        return till.sold(Document.sale().with("/head/receipt_number", receipt).with("/head/closure_number", 7));
    }

    private Document closure(long documents) {
        Document closure =
                Document.closure().with("/closure/closure_number", 7).with("/closure/total_document_count", documents);
        till.close(closure);
        return closure;
    }

    private static List<String> ids(Document... documents) {
        return Stream.of(documents).map(document -> document.id().toString()).toList();
    }

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
    void oneThatIsRefusedParksOnlyItselfAndTheClosureSaysWhichIsMissing() {
        Document good = sale(1);
        Document bad = sale(2);
        Document later = sale(3);
        closure(3);
        gate.answer(request -> request.id().equals(bad.id().toString())
                ? new Reply(422, "{\"status\":\"error\",\"message\":\"no such\\nproduct\"}", null)
                : CREATED);
        deliver();

        assertEquals(ids(good, bad, later), gate.ids().subList(0, 3));
        JsonObject closure = gate.received().get(3).body();
        assertEquals(1, closure.getInt("missing_documents"));
        assertEquals(List.of(2), closure.getJsonArray("missing_receipts").getValuesAs(JsonNumber::intValue));
        Parked parked = parkedOf(till).get(0);
        assertEquals(2, parked.entryNo());
        assertEquals(Parked.Cause.REFUSED, parked.cause());
        assertEquals("GATE answered 422: no such product", parked.reason());
        assertEquals(0, lane().waiting());
        assertEquals(3, lane().delivered());
        assertEquals(LinkState.UP, link().now().state());
    }

    @Test
    void aParkedOneIsSentAgainWhenSomebodyAsksAndIsLateThen() {
        Document bad = sale(1);
        closure(1);
        gate.answer(request -> request.id().equals(bad.id().toString()) ? new Reply(400, "", null) : CREATED);
        deliver();
        GateDelivery delivery = house.door(GateDelivery.class);
        assertFalse(delivery.retryParked(), "nobody asked");

        assertTrue(parked().retry(Target.GATE, till.terminal().id(), 1, "alice"));
        assertTrue(delivery.retryParked());
        assertEquals("GATE answered 400.", parkedOf(till).get(0).reason(), "refused again");
        assertFalse(delivery.retryParked(), "asked once");

        gate.answer(request -> CREATED);
        gate.forget();
        assertEquals(1, parked().retryAll(Target.GATE, List.of(till.terminal().id()), "alice"));
        assertTrue(delivery.retryParked());
        assertEquals(ids(bad), gate.ids());
        assertTrue(gate.received().get(0).body().getBoolean("late"), "its closure went before it");
        assertEquals(List.of(), parkedOf(till));
        assertEquals(2, lane().delivered());
    }

    /** A suspect entry for which somebody asks for another try. */
    private void suspectAskedFor(Reply reply) {
        Document bad = sale(1);
        gate.answer(request -> request.id().equals(bad.id().toString()) ? new Reply(400, "", null) : CREATED);
        deliver();
        sale(2);
        deliver();
        gate.answer(request -> request.id().equals(bad.id().toString()) ? reply : CREATED);
        assertTrue(parked().retry(Target.GATE, till.terminal().id(), 1, "alice"));
        assertTrue(house.door(GateDelivery.class).retryParked());
    }

    @Test
    void aParkedOneThatFailsAgainWhileTheLinkWorksStaysParkedWithGatesWords() {
        suspectAskedFor(new Reply(500, "{\"message\":\"boom\"}", null));
        Parked still = parkedOf(till).get(0);
        assertEquals(Parked.Cause.SUSPECT, still.cause());
        assertEquals("GATE answered 500: boom", still.reason());
        assertNull(still.retryAt());
        for (int i = 0; i < 5; i++) {
            parked().retry(Target.GATE, till.terminal().id(), 1, "alice");
            assertTrue(house.door(GateDelivery.class).retryParked());
        }
        assertEquals(LinkState.UP, link().now().state(), "these failures are no news of the link");
        assertFalse(link().holds());
    }

    @Test
    void aParkedOneThatGateHasNoTimeForIsTriedLater() {
        suspectAskedFor(new Reply(429, "", "60"));
        assertEquals(Parked.Cause.REFUSED, parkedOf(till).get(0).cause());
        assertTrue(link().holds(), "GATE wants to be left alone");
        gate.answer(request -> CREATED);
        pass(Duration.ofSeconds(61));
        assertTrue(house.door(GateDelivery.class).retryParked());
        assertEquals(List.of(), parkedOf(till));
    }

    @Test
    void aDiscardThatIsConfirmedWhileItIsSentAgainCountsAsDelivered() {
        Document bad = sale(1);
        gate.answer(422);
        deliver();
        UUID terminal = till.terminal().id();
        parked().retry(Target.GATE, terminal, 1, "alice");
        gate.answer(request -> {
            parked().askDiscard(Target.GATE, terminal, 1, "a training receipt", "alice");
            parked().confirmDiscard(Target.GATE, terminal, 1, "bob");
            return CREATED;
        });
        assertTrue(house.door(GateDelivery.class).retryParked());
        assertEquals(bad.id().toString(), gate.ids().get(1));
        assertEquals(1, lane().delivered());
        assertEquals(0, lane().discarded());
    }

    @Test
    void notSendingTakesTwoPeopleAndCanBeTakenBack() {
        sale(1);
        gate.answer(422);
        deliver();
        UUID terminal = till.terminal().id();

        assertFalse(parked().confirmDiscard(Target.GATE, terminal, 1, "bob"), "nobody asked");
        assertTrue(parked().askDiscard(Target.GATE, terminal, 1, "a training receipt", "alice"));
        assertFalse(
                parked().askDiscard(Target.GATE, terminal, 1, "another reason", "carol"),
                "what is to be confirmed does not change");
        assertFalse(parked().confirmDiscard(Target.GATE, terminal, 1, "alice"), "the same person");
        assertTrue(parkedOf(till).get(0).standing());
        assertTrue(parked().confirmDiscard(Target.GATE, terminal, 1, "bob"));
        assertFalse(parkedOf(till).get(0).standing());
        assertEquals(1, lane().discarded());
        assertFalse(parked().retry(Target.GATE, terminal, 1, "alice"));
        assertTrue(parked().undoDiscard(Target.GATE, terminal, 1, "bob"));
        assertTrue(parkedOf(till).get(0).standing());
        assertEquals(
                List.of("parked.discard.ask", "parked.discard", "parked.discard.undo"),
                house.rows("select action from audit_trail where action like 'parked%' order by id").stream()
                        .map(row -> row.get(0))
                        .toList());
        assertEquals(1, till.entries().size(), "nothing is deleted");
    }

    @Test
    void anOutageCostsNoAttemptsAndAllFlowsBehindIt() {
        gate.away(true);
        Document one = sale(1);
        Document two = sale(2);
        for (int i = 0; i < 30; i++) {
            deliver();
            pass(Duration.ofMinutes(10));
        }
        assertEquals(LinkState.DOWN, link().now().state());
        assertTrue(
                link().now().reason().contains("cannot be reached"),
                link().now().reason());
        assertEquals(0, lane().attempts());
        assertEquals(2, lane().waiting());
        assertEquals(List.of(), parkedOf(till));

        gate.away(false);
        pass(Duration.ofSeconds(5));
        deliver();
        assertEquals(ids(one, two), gate.ids());
        assertEquals(LinkState.UP, link().now().state());
    }

    @Test
    void failuresInARowOpenTheCircuitAndOneProbeAtATimeTriesIt() {
        sale(1);
        deliver();
        gate.forget();
        gate.answer(500);
        gate.healthy(false);
        for (int i = 0; i < 5; i++) {
            house.till().sold(Document.sale());
        }
        deliver();
        assertEquals(3, gate.received().size(), "the link's failures, not the entries'");
        pass(Duration.ofSeconds(5));
        deliver();
        assertEquals(3, gate.received().size(), "the probe failed");
        assertEquals(LinkState.DOWN, link().now().state());

        gate.healthy(true);
        pass(Duration.ofSeconds(5));
        assertEquals(LinkState.DEGRADED, link().now().state(), "there, and nothing passed yet");
        deliver();
        assertEquals(4, gate.received().size(), "one trial");

        gate.answer(request -> CREATED);
        pass(Duration.ofSeconds(5));
        deliver();
        assertEquals(9, gate.received().size(), "all five, at once");
        assertEquals(LinkState.UP, link().now().state());
    }

    @Test
    void whatFailsAgainAndAgainWhileOthersPassIsParkedAsSuspectAfterAnHour() {
        Document poison = sale(1);
        Document behind = sale(2);
        gate.answer(request ->
                request.id().equals(poison.id().toString()) ? new Reply(500, "{\"message\":\"boom\"}", null) : CREATED);
        int rounds = 0;
        while (parkedOf(till).isEmpty() && rounds++ < 200) {
            deliver();
            house.till().sold(Document.sale());
            pass(Duration.ofMinutes(3));
            assertEquals(rounds < 20 ? 0 : parkedOf(till).size(), parkedOf(till).size());
        }
        long failed = gate.ids().stream().filter(poison.id().toString()::equals).count();
        assertTrue(failed >= 20 && failed <= 22, "tried " + failed + " times");
        assertEquals(Parked.Cause.SUSPECT, parkedOf(till).get(0).cause());
        assertEquals("GATE answered 500: boom", parkedOf(till).get(0).reason());
        deliver();
        assertTrue(gate.ids().contains(behind.id().toString()), "the others pass");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 408})
    void whatGateHasNoTimeForIsNotSuspectHoweverOften(int status) {
        sale(1);
        gate.answer(status);
        for (int i = 0; i < 60; i++) {
            deliver();
            pass(Duration.ofMinutes(4));
        }
        assertTrue(gate.received().size() >= 20, gate.received().size() + " times");
        assertEquals(List.of(), parkedOf(till));
        assertEquals(0, lane().attempts());
    }

    @Test
    void whatIsNotSentForWantOfATokenIsNotSuspect() {
        house.close();
        house = house(Map.of(
                "saleflex.office.gate.api.key", "key",
                "saleflex.office.gate.office.id", "office-7"));
        till = house.till();
        link().look();
        sale(1);
        gate.token(new Reply(500, "", null));
        for (int i = 0; i < 60; i++) {
            deliver();
            pass(Duration.ofMinutes(4));
        }
        assertEquals(0, gate.received().size());
        assertEquals(List.of(), parkedOf(till));
        assertEquals("No token: GATE answered 500.", lane().lastError());
    }

    @Test
    void whoFailedBeforeComesLastWhenTheOthersWereGivenBack() {
        house.close();
        house = house(Map.of("saleflex.office.gate.token", "s3cret", "saleflex.office.gate.parallel", "1"));
        till = house.till();
        link().look();
        Till other = house.till();
        other.sold(Document.sale());
        deliver();
        Document poison = sale(1);
        gate.answer(request -> request.id().equals(poison.id().toString()) ? new Reply(500, "", null) : CREATED);
        deliver();
        pass(Duration.ofSeconds(11));
        Document well = other.sold(Document.sale());
        List<String> others = new ArrayList<>();
        gate.answer(request -> {
            house.door(Lanes.class).claim(Target.GATE, Order.LEAST_FIRST, 8, 1, Duration.ofSeconds(1)).lanes().stream()
                    .map(claim -> claim.terminalId() + " behind " + request.id())
                    .forEach(others::add);
            if (request.id().equals(well.id().toString())) {
                other.sold(Document.sale()); // the next one of a till that must not wait for the other's
            }
            return CREATED;
        });
        house.door(GateDelivery.class).deliver(Order.LEAST_FIRST, () -> {});

        assertEquals(
                List.of(well.id().toString(), poison.id().toString()),
                gate.ids().subList(2, 4));
        assertEquals(List.of(other.terminal().id() + " behind " + poison.id()), others);
    }

    @Test
    void aDeliveryBehindAnOutageMakesDutiesDue() {
        GateDuties duties = house.door(GateDuties.class);
        sale(1);
        deliver();
        duties.failed(duties.claim("a duty", Duration.ofMinutes(1)).orElseThrow(), null);
        assertEquals(List.of(), duties.due("a duty"));
        gate.answer(500);
        for (int i = 0; i < 3; i++) {
            house.till().sold(Document.sale());
        }
        deliver();
        gate.answer(request -> CREATED);
        link().look();
        assertEquals(List.of(), duties.due("a duty"), "GATE was there all the time");
        deliver();
        assertEquals(List.of("a duty"), duties.due("a duty"));
    }

    @Test
    void aProbeBehindAnOutageMakesDutiesDue() {
        GateDuties duties = house.door(GateDuties.class);
        gate.healthy(false);
        pass(Duration.ofSeconds(31));
        assertEquals(LinkState.DOWN, link().now().state());
        duties.failed(duties.claim("a duty", Duration.ofMinutes(1)).orElseThrow(), null);
        assertEquals(List.of(), duties.due("a duty"));
        gate.healthy(true);
        pass(Duration.ofSeconds(4));
        assertEquals(List.of("a duty"), duties.due("a duty"));
    }

    @Test
    void aLostAnswerIsFollowedByARepeatThatGateCanRecognise() {
        sale(1);
        gate.answer(request -> gate.received().size() == 1 ? new Reply(0, "", null) : CREATED);
        deliver();

        assertEquals(2, gate.received().size());
        assertEquals(gate.received().get(0).key(), gate.received().get(1).key());
        assertEquals(gate.received().get(0).body(), gate.received().get(1).body());
        assertEquals(0, lane().waiting());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "", "[]", "{\"status\":\"error\"}", "{\"status\":"})
    void whatMakesNoSenseIsNoDelivery(String body) {
        Document one = sale(1);
        gate.answer(request -> new Reply(200, body, null));
        deliver();
        assertEquals(1, lane().waiting());
        assertEquals(List.of(), parkedOf(till));

        gate.answer(request -> CREATED);
        pass(Duration.ofSeconds(11));
        deliver();
        assertEquals(ids(one, one), gate.ids());
        assertEquals(0, lane().waiting());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 301, 302, 308})
    void whoTurnsUsAwayParksNothingAndIsToldAs(int status) {
        sale(1);
        gate.answer(status);
        deliver();
        pass(Duration.ofSeconds(1));

        assertEquals(LinkState.DOWN, link().now().state());
        assertTrue(link().misconfigured());
        assertEquals(List.of(), parkedOf(till));
        assertEquals(1, lane().waiting());
        gate.answer(request -> CREATED);
        pass(Duration.ofSeconds(5));
        deliver();
        assertEquals(0, lane().waiting());
    }

    @Test
    void whoAsksUsToWaitIsNotCalledBefore() {
        sale(1);
        gate.answer(request -> new Reply(429, "", "120"));
        deliver();
        assertEquals(1, gate.received().size());
        gate.answer(request -> CREATED);
        pass(Duration.ofSeconds(60));
        deliver();
        assertEquals(1, gate.received().size(), "not yet");
        assertEquals(LinkState.DEGRADED, link().now().state());
        pass(Duration.ofSeconds(61));
        deliver();
        assertEquals(0, lane().waiting());
    }

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
        assertTrue(gate.received().get(2).body().getBoolean("late"), "it stands behind its closure");
    }

    @Test
    void whatCameBehindAClosureThatWaitedDoesNotWaitAnyMore() {
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
    void aClosureWaitsAQuarterOfAnHourAtMostAndSaysWhatIsMissing() {
        Document one = sale(1);
        Document closure = closure(3);
        Document next = till.sold(Document.sale().with("/head/closure_number", 8));
        deliver();
        assertEquals(ids(one), gate.ids(), "and what follows it waits with it");
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
    void whatIsKeptWithoutAProjectionIsNotMissing() {
        Document odd = Document.sale()
                .with("/head/receipt_number", 2)
                .with("/head/closure_number", 7)
                .withJson("/products", "{\"not\":\"a list\"}");
        sale(1);
        till.sell(odd);
        Document closure = closure(2);
        deliver();
        assertEquals(closure.id().toString(), gate.ids().get(2), "it waits for nobody");
        assertNull(gate.received().get(2).body().get("missing_documents"));
    }

    @Test
    void aRefusedOneWithoutAReceiptNumberIsCounted() {
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

    @Test
    void aConflictGoesAsAnEntryOfItsOwn() {
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
    void whatHasNotItsFormGoesAllTheSame() {
        Document odd = Document.sale().withJson("/products", "{\"not\":\"a list\"}");
        till.sell(odd);
        deliver();

        JsonObject body = gate.received().get(0).body();
        assertFalse(body.getBoolean("projected"));
        assertEquals(odd.text(), body.getString("document"));
        assertNull(body.get("lines"));
    }

    @Test
    void whatACrashLeftClaimedIsDeliveredWhenTheLeaseIsOver() {
        Document one = sale(1);
        house.door(Lanes.class).claim(Target.GATE, Order.LEAST_FIRST, 8, 1, Duration.ofSeconds(30));
        deliver();
        assertEquals(List.of(), gate.ids());
        pass(Duration.ofSeconds(31));
        deliver();
        assertEquals(ids(one), gate.ids());
    }

    @Test
    void catchingUpIsWithWhatHasWaitedForAMinute() {
        sale(1);
        deliver(); // the first one is a trial, whoever makes it
        gate.forget();
        Document one = sale(2);
        GateDelivery delivery = house.door(GateDelivery.class);
        assertFalse(delivery.deliver(Order.CATCHING_UP, () -> {}));
        pass(Duration.ofSeconds(61));
        assertTrue(delivery.deliver(Order.CATCHING_UP, () -> {}));
        assertEquals(ids(one), gate.ids());
    }

    @Test
    void manyAtATimeDeliverEachOnceAndEachTillInOrder() {
        List<Till> tills = Stream.generate(house::till).limit(12).toList();
        for (int i = 0; i < 15; i++) {
            tills.forEach(each -> each.sold(Document.sale()));
        }
        Callable<Boolean> worker = () -> {
            deliver();
            return true;
        };
        Together.call(List.of(worker, worker, worker, worker));
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
