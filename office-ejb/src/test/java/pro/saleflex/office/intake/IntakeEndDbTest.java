package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.Concurrently.Started;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** When the application is being stopped, requests still arrive; whatever is accepted is stored before the end. */
class IntakeEndDbTest {
    @TempDir
    Path home;

    @Test
    void theEndWaitsForWhatIsUnderWayAndNothingIsAcceptedBehindIt() throws Exception {
        try (TestApplication app = new TestApplication(home)) {
            Till till = app.till();
            till.sold(Document.sale());
            Started<IntakeResult> sale;
            Started<Boolean> end;
            try (HeldLock lock = HeldLock.on(app, till)) {
                sale = Concurrently.start(() -> till.sell(Document.sale()));
                lock.awaitWaiting();
                end = Concurrently.start(() -> {
                    app.bean(Intake.class).end();
                    return true;
                });
                Concurrently.await("the end", () -> app.till()
                        .sell(Document.sale())
                        .equals(new IntakeResult.Unavailable("The store server is stopping.")));
                assertFalse(end.future().isDone(), "the sale is not on disk yet");
            }
            assertEquals(true, end.result());
            assertEquals(new IntakeResult.Done(1, List.of()), sale.result());
            assertEquals(2, till.entries().size());
            assertEquals(new IntakeResult.Unavailable("The store server is stopping."), till.close(Document.closure()));
            assertEquals(2, till.entries().size());
        }
    }
}
