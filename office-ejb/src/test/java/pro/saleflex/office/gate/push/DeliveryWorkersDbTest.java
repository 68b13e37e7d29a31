package pro.saleflex.office.gate.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.push.ReceivingGate.Reply;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Today's sales reach GATE at once, whatever else is being delivered. */
class DeliveryWorkersDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private final ReceivingGate gate = new ReceivingGate();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestApplication app;

    @BeforeEach
    void open() {
        app = new TestApplication(
                home,
                Map.of(
                        "saleflex.office.gate.url", gate.url(),
                        "saleflex.office.gate.token", "s3cret",
                        "saleflex.office.gate.read.seconds", "60",
                        "saleflex.office.gate.total.seconds", "60"));
        app.bean(GateLink.class).check();
        app.bean(DeliveryWorkers.class).startMissing(8, threads);
    }

    @AfterEach
    void close() throws InterruptedException {
        app.bean(DeliveryWorkers.class).close();
        threads.shutdown();
        boolean ended = threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        app.close();
        gate.close();
        assertTrue(ended, "the workers stop");
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.sleep(5);
        }
    }

    private void untilReceived(Document document) throws InterruptedException {
        until("GATE has " + document.id(), () -> gate.ids()
                .contains(document.id().toString()));
    }

    @Test
    void anEntryThatGateNeverAnswersHoldsUpNoOther() throws InterruptedException {
        Till well = app.till();
        for (int i = 0; i < 20; i++) { // GATE is quick
            untilReceived(well.sold(Document.sale()));
        }
        CountDownLatch answer = new CountDownLatch(1);
        Document poison = Document.sale();
        gate.answer(request -> {
            if (request.id().equals(poison.id().toString())) {
                await(answer);
            }
            return ReceivingGate.CREATED;
        });
        app.till().sold(poison);
        untilReceived(poison);
        Document behind = well.sold(Document.sale());
        untilReceived(behind);
        assertEquals(1, answer.getCount(), "GATE had not answered yet");
        answer.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void retriesAreSentBetweenTodaysSalesAndDelayNone() throws InterruptedException {
        Till bad = app.till();
        int many = 20;
        gate.answer(request -> new Reply(422, "", null));
        for (int i = 0; i < many; i++) {
            bad.sold(Document.sale());
        }
        List<UUID> terminal = List.of(bad.terminal().id());
        ParkedEntries parked = app.bean(ParkedEntries.class);
        until("all are parked", () -> parked.list(Target.GATE, terminal, 100).size() == many);
        gate.forget();
        gate.answer(request -> {
            pause();
            return ReceivingGate.CREATED;
        });
        Till well = app.till();
        parked.retryAll(Target.GATE, terminal, "alice");
        until("one was sent again", () -> !gate.ids().isEmpty());
        Document today = well.sold(Document.sale());
        untilReceived(today);
        assertTrue(gate.ids().size() < many, "it did not wait for all of them");
        until("all were sent again", () -> {
            well.sold(Document.sale()); // there is always something new
            return parked.list(Target.GATE, terminal, 100).isEmpty();
        });
        assertEquals(
                many,
                gate.received().stream()
                        .filter(request -> request.body()
                                .getString("terminal_code")
                                .equals(bad.terminal().code()))
                        .count());
    }

    /** The time that GATE takes to answer. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
