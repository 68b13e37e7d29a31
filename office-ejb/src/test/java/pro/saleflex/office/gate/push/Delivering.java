package pro.saleflex.office.gate.push;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.lane.ParkedEntry;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Base of tests that deliver a terminal's documents to a fake GATE. */
abstract class Delivering {
    @TempDir
    Path home;

    final ReceivingGate gate = new ReceivingGate();
    TestApplication app;
    Till till;

    @BeforeEach
    void open() {
        open(Map.of("saleflex.office.gate.token", "s3cret"));
    }

    private TestApplication application(Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(more);
        settings.put("saleflex.office.gate.url", gate.url());
        settings.put("saleflex.office.gate.total.seconds", "2");
        return new TestApplication(home, settings);
    }

    @AfterEach
    void close() {
        app.close();
        gate.close();
    }

    GateLink link() {
        return app.bean(GateLink.class);
    }

    /** Delivers all that can be delivered, as a worker does. */
    void deliver() {
        GateDelivery delivery = app.bean(GateDelivery.class);
        while (delivery.deliver(Order.TODAY_FIRST, () -> {}).isPresent()) {
            // there may be more
        }
    }

    /** Lets time pass and then checks the link, as the timer does. */
    void pass(Duration time) {
        app.clock().pass(time);
        link().check();
    }

    LaneView lane() {
        return app.bean(Lanes.class)
                .lanes(Target.GATE, List.of(till.terminal().id()))
                .get(0);
    }

    ParkedEntries parked() {
        return app.bean(ParkedEntries.class);
    }

    List<ParkedEntry> parkedOf(Till whose) {
        return parked().list(Target.GATE, List.of(whose.terminal().id()), 100);
    }

    Document sale(long receipt) {
        return till.sold(Document.sale().with("/head/receipt_number", receipt).with("/head/closure_number", 7));
    }

    Document closure(long documents) {
        Document closure =
                Document.closure().with("/closure/closure_number", 7).with("/closure/total_document_count", documents);
        till.close(closure);
        return closure;
    }

    static List<String> ids(Document... documents) {
        return Stream.of(documents).map(document -> document.id().toString()).toList();
    }

    /** Replaces the application by one with other settings; GATE stays. */
    void reopen(Map<String, String> more) {
        app.close();
        open(more);
    }

    /** Completes the rebuild of projections, which the timer does slice by slice. */
    void rebuild() {
        ProjectionRebuild rebuild = app.bean(ProjectionRebuild.class);
        while (!rebuild.runSlice()) {
            // there is more
        }
    }

    private void open(Map<String, String> more) {
        app = application(more);
        till = app.till();
        link().check();
        rebuild(); // the timer has done it before the first document comes
    }
}
