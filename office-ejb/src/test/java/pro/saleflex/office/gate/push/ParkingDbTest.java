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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.gate.push.ReceivingGate.Reply;
import pro.saleflex.office.lane.ParkedEntry;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Till;

/** Entries that GATE does not accept are parked alone, and people decide what happens to them. */
class ParkingDbTest extends Delivering {

    @Test
    void aRefusedEntryParksOnlyItselfAndTheClosureNamesItAsMissing() {
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
        ParkedEntry parked = parkedOf(till).get(0);
        assertEquals(2, parked.entryNo());
        assertEquals(ParkedEntry.Cause.REFUSED, parked.cause());
        assertEquals("GATE answered 422: no such product", parked.reason());
        assertEquals(0, lane().waiting());
        assertEquals(3, lane().delivered());
        assertEquals(LinkState.UP, link().now().state());
    }

    @Test
    void aParkedEntryIsRetriedOnRequestAndMarkedAsLate() {
        Document bad = sale(1);
        closure(1);
        gate.answer(request -> request.id().equals(bad.id().toString()) ? new Reply(400, "", null) : CREATED);
        deliver();
        GateDelivery delivery = app.bean(GateDelivery.class);
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

    /** Parks an entry, then requests and makes a retry that gets this reply. */
    private void retryParkedWith(Reply reply) {
        Document bad = sale(1);
        gate.answer(request -> request.id().equals(bad.id().toString()) ? new Reply(400, "", null) : CREATED);
        deliver();
        sale(2);
        deliver();
        gate.answer(request -> request.id().equals(bad.id().toString()) ? reply : CREATED);
        assertTrue(parked().retry(Target.GATE, till.terminal().id(), 1, "alice"));
        assertTrue(app.bean(GateDelivery.class).retryParked());
    }

    @Test
    void aRetryThatFailsWhileTheLinkWorksStaysParkedWithGatesReason() {
        retryParkedWith(new Reply(500, "{\"message\":\"boom\"}", null));
        ParkedEntry still = parkedOf(till).get(0);
        assertEquals(ParkedEntry.Cause.SUSPECT, still.cause());
        assertEquals("GATE answered 500: boom", still.reason());
        assertNull(still.retryAt());
        for (int i = 0; i < 5; i++) {
            parked().retry(Target.GATE, till.terminal().id(), 1, "alice");
            assertTrue(app.bean(GateDelivery.class).retryParked());
        }
        assertEquals(LinkState.UP, link().now().state(), "these failures say nothing about the link");
        assertFalse(link().isOnHold());
    }

    @Test
    void aRetryThatGateHasNoTimeForIsMadeLater() {
        retryParkedWith(new Reply(429, "", "60"));
        assertEquals(ParkedEntry.Cause.REFUSED, parkedOf(till).get(0).cause());
        assertTrue(link().isOnHold(), "GATE asked us to wait");
        gate.answer(request -> CREATED);
        pass(Duration.ofSeconds(61));
        assertTrue(app.bean(GateDelivery.class).retryParked());
        assertEquals(List.of(), parkedOf(till));
    }

    @Test
    void anEntryDiscardedDuringASuccessfulRetryCountsAsDelivered() {
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
        assertTrue(app.bean(GateDelivery.class).retryParked());
        assertEquals(bad.id().toString(), gate.ids().get(1));
        assertEquals(1, lane().delivered());
        assertEquals(0, lane().discarded());
    }

    @Test
    void discardingTakesTwoPeopleAndCanBeUndone() {
        sale(1);
        gate.answer(422);
        deliver();
        UUID terminal = till.terminal().id();

        assertFalse(parked().confirmDiscard(Target.GATE, terminal, 1, "bob"), "nobody asked");
        assertTrue(parked().askDiscard(Target.GATE, terminal, 1, "a training receipt", "alice"));
        assertFalse(
                parked().askDiscard(Target.GATE, terminal, 1, "another reason", "carol"),
                "the reason to be confirmed does not change");
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
                app.rows("select action from audit_trail where action like 'parked%' order by id").stream()
                        .map(row -> row.get(0))
                        .toList());
        assertEquals(1, till.entries().size(), "nothing is deleted");
    }

    @Test
    void anEntryThatKeepsFailingWhileOthersPassIsParkedAsSuspectAfterAnHour() {
        Document poison = sale(1);
        Document behind = sale(2);
        gate.answer(request ->
                request.id().equals(poison.id().toString()) ? new Reply(500, "{\"message\":\"boom\"}", null) : CREATED);
        int rounds = 0;
        while (parkedOf(till).isEmpty() && rounds++ < 200) {
            deliver();
            app.till().sold(Document.sale());
            pass(Duration.ofMinutes(3));
            assertEquals(rounds < 20 ? 0 : parkedOf(till).size(), parkedOf(till).size());
        }
        long failed = gate.ids().stream().filter(poison.id().toString()::equals).count();
        assertTrue(failed >= 20 && failed <= 22, "tried " + failed + " times");
        assertEquals(ParkedEntry.Cause.SUSPECT, parkedOf(till).get(0).cause());
        assertEquals("GATE answered 500: boom", parkedOf(till).get(0).reason());
        deliver();
        assertTrue(gate.ids().contains(behind.id().toString()), "the others pass");
    }

    @Test
    void anOutageDoesNotCountTowardsTheHourThatMakesAnEntrySuspect() {
        sale(1);
        deliver();
        sale(2);
        gate.away(true);
        deliver();
        pass(Duration.ofHours(3));
        gate.away(false);
        gate.answer(500); // healthy, but it accepts nothing yet
        for (int i = 0; i < 60; i++) {
            pass(Duration.ofSeconds(5));
            deliver();
        }
        assertTrue(lane().attempts() >= 20, lane().attempts() + " attempts");
        assertEquals(List.of(), parkedOf(till));
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(5));
            deliver();
        }
        assertEquals(ParkedEntry.Cause.SUSPECT, parkedOf(till).get(0).cause());
    }

    @Test
    void twoPoisonMessagesDoNotExcuseEachOtherForEver() {
        Till other = app.till();
        sale(1);
        other.sold(Document.sale());
        gate.answer(500);
        for (int i = 0; i < 60; i++) {
            pass(Duration.ofMinutes(5));
            deliver();
        }
        assertEquals(List.of(), parkedOf(till), "it may be an outage");
        for (int i = 0; i < 120; i++) {
            pass(Duration.ofMinutes(5));
            deliver();
        }
        assertEquals(ParkedEntry.Cause.SUSPECT, parkedOf(till).get(0).cause());
        assertEquals(ParkedEntry.Cause.SUSPECT, parkedOf(other).get(0).cause());
    }

    @Test
    void anEntryThatFailedThreeTimesIsNotRetriedEarlyWhenGateIsBack() {
        Document poison = sale(1);
        gate.answer(request -> request.id().equals(poison.id().toString()) ? new Reply(500, "", null) : CREATED);
        while (lane().attempts() < 4) {
            app.till().sold(Document.sale());
            deliver();
            pass(Duration.ofMinutes(3));
        }
        deliver();
        gate.forget();
        gate.answer(500);
        for (int i = 0; i < 3; i++) {
            app.till().sold(Document.sale());
        }
        deliver();
        assertTrue(link().isOnHold());
        gate.answer(request -> request.id().equals(poison.id().toString()) ? new Reply(500, "", null) : CREATED);
        link().check();
        deliver();
        assertEquals(
                0, gate.ids().stream().filter(poison.id().toString()::equals).count(), "its back-off is unchanged");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 408})
    void anEntryThatGateHasNoTimeForNeverBecomesSuspect(int status) {
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
    void anEntryThatIsNotSentForLackOfATokenNeverBecomesSuspect() {
        reopen(Map.of(
                "saleflex.office.gate.api.key", "key",
                "saleflex.office.gate.office.id", "office-7"));
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
}
