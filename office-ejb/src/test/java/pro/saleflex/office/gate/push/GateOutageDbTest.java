package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.gate.push.ReceivingGate.CREATED;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.gate.link.LinkState;
import pro.saleflex.office.gate.push.ReceivingGate.Reply;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.testing.Document;

/** Whatever GATE does, entries wait and are delivered when it is back. */
class GateOutageDbTest extends Delivering {
    private static final JobName A_JOB = JobName.of(JobName.Kind.STATUS);

    @Test
    void anOutageCostsNoAttemptsAndEverythingIsDeliveredAfterIt() {
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
    void failuresInARowOpenTheCircuitBreakerUntilAProbePasses() {
        sale(1);
        deliver();
        gate.forget();
        gate.answer(500);
        gate.healthy(false);
        for (int i = 0; i < 5; i++) {
            app.till().sold(Document.sale());
        }
        deliver();
        assertEquals(3, gate.received().size(), "the link's failures, not the entries'");
        pass(Duration.ofSeconds(5));
        deliver();
        assertEquals(3, gate.received().size(), "the probe failed");
        assertEquals(LinkState.DOWN, link().now().state());

        gate.healthy(true);
        pass(Duration.ofSeconds(5));
        assertEquals(LinkState.DEGRADED, link().now().state(), "reachable, but nothing has passed yet");
        deliver();
        assertEquals(4, gate.received().size(), "one trial");

        gate.answer(request -> CREATED);
        pass(Duration.ofSeconds(5));
        deliver();
        assertEquals(9, gate.received().size(), "all five, at once");
        assertEquals(LinkState.UP, link().now().state());
    }

    @Test
    void anEntryThatHungWhileGateCameBackIsRetriedAtOnce() {
        sale(1);
        deliver();
        Document hung = sale(2);
        Document other = app.till().sold(Document.sale());
        gate.answer(request -> {
            boolean first =
                    gate.ids().stream().filter(hung.id().toString()::equals).count() == 1;
            if (request.id().equals(hung.id().toString()) && first) {
                app.clock().pass(Duration.ofSeconds(1));
                app.bean(GateDelivery.class).deliver(Order.TODAY_FIRST, () -> {}); // as another worker does
                return new Reply(504, "", null);
            }
            return CREATED;
        });
        app.bean(GateDelivery.class).deliver(Order.TODAY_FIRST, () -> {});
        deliver();
        assertTrue(gate.ids().contains(other.id().toString()));
        assertEquals(0, lane().waiting(), "without waiting for the end of a back-off");
    }

    @Test
    void aDeliveryAfterAnOutageMakesFailedJobsDue() {
        LeasedJobs jobs = app.bean(LeasedJobs.class);
        sale(1);
        deliver();
        jobs.failed(jobs.claim(A_JOB).orElseThrow(), null);
        assertEquals(List.of(), jobs.due(A_JOB));
        gate.answer(500);
        for (int i = 0; i < 3; i++) {
            app.till().sold(Document.sale());
        }
        deliver();
        gate.answer(request -> CREATED);
        link().check();
        assertEquals(List.of(), jobs.due(A_JOB), "GATE was there all the time");
        deliver();
        assertEquals(List.of(A_JOB), jobs.due(A_JOB));
    }

    @Test
    void aProbeAfterAnOutageMakesFailedJobsDue() {
        LeasedJobs jobs = app.bean(LeasedJobs.class);
        gate.healthy(false);
        pass(Duration.ofSeconds(31));
        assertEquals(LinkState.DOWN, link().now().state());
        jobs.failed(jobs.claim(A_JOB).orElseThrow(), null);
        assertEquals(List.of(), jobs.due(A_JOB));
        gate.healthy(true);
        pass(Duration.ofSeconds(4));
        assertEquals(List.of(A_JOB), jobs.due(A_JOB));
    }

    @Test
    void aLostAnswerLeadsToARepeatThatGateCanRecognise() {
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
    void anUnreadableAnswerIsNoDelivery(String body) {
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
    void beingRejectedParksNothingAndIsReportedAsMisconfigured(int status) {
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
    void gateIsNotCalledBeforeTheTimeItRequested() {
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
}
