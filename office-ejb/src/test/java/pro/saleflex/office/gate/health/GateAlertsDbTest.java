package pro.saleflex.office.gate.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.gate.PlayedGate;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.push.GateDelivery;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Order;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** When which alerts about GATE are raised. */
class GateAlertsDbTest {
    @TempDir
    Path home;

    private final PlayedGate gate = new PlayedGate();
    private TestApplication app;
    private Till till;

    @BeforeEach
    void open() {
        app = new TestApplication(home, gate.settings(Map.of()));
        till = app.till();
        app.bean(GateLink.class).check();
        check();
    }

    @AfterEach
    void close() {
        app.close();
        gate.close();
    }

    private void check() {
        app.bean(GateAlerts.class).check();
    }

    /** Lets time pass, minute by minute, and runs all timers' jobs each minute. */
    private void pass(int minutes) {
        for (int i = 0; i < minutes; i++) {
            app.clock().pass(Duration.ofMinutes(1));
            app.bean(GateLink.class).check();
            app.bean(Lanes.class).createMissing(Target.GATE);
            while (app.bean(GateDelivery.class)
                    .deliver(Order.TODAY_FIRST, () -> {})
                    .isPresent()) {
                // there may be more
            }
            app.bean(GateProgress.class).sample();
            check();
        }
    }

    private List<AlertView> standing() {
        return app.bean(Alerts.class).openOfKinds(Set.of(AlertKind.values()));
    }

    private Set<AlertKind> kinds() {
        return standing().stream().map(AlertView::kind).collect(Collectors.toSet());
    }

    @Test
    void aReachableGateThatAcceptsNothingRaisesAnAlertWhenDocumentsAreLate() {
        gate.answer("/transactions/", 500, "{}");
        till.sold(Document.sale());
        pass(30);
        assertEquals(Set.of(), kinds());
        pass(7);
        assertEquals(Set.of(AlertKind.GATE_BEHIND), kinds());
        assertEquals(Map.of("number", "1", "minutes", "37"), standing().get(0).parameters());

        gate.answer("/transactions/", 200, "{\"status\":\"ok\"}");
        pass(1);
        assertEquals(Set.of(), kinds(), "it is resolved by itself");
    }

    @Test
    void oneStuckTerminalRaisesAnAlertEvenIfTheOthersFlow() {
        Document stuck = Document.sale();
        till.sold(stuck);
        gate.answer("/transactions/", 500, "{}");
        pass(1);
        gate.failFor(stuck.id().toString());
        gate.answer("/transactions/", 200, "{\"status\":\"ok\"}");
        Till well = app.till();
        for (int i = 0; i < 36; i++) {
            well.sold(Document.sale());
            pass(1);
        }
        assertEquals(Set.of(AlertKind.GATE_BEHIND), kinds());
        assertEquals("1", standing().get(0).parameters().get("number"));
    }

    @Test
    void catchingUpAfterAnOutageRaisesNoAlertDuringTheGracePeriod() {
        gate.away(503);
        till.sold(Document.sale());
        pass(40);
        assertEquals(Set.of(AlertKind.GATE_LINK_DOWN), kinds(), "one alert is enough");

        gate.back();
        gate.answer("/transactions/", 500, "{}");
        pass(4);
        assertEquals(Set.of(), kinds(), "GATE is back, and gets five minutes");
        pass(3);
        assertEquals(Set.of(AlertKind.GATE_BEHIND), kinds());
    }

    @Test
    void withoutAnAddressThereAreNoAlerts() {
        app.close();
        app = new TestApplication(home);
        till = app.till();
        till.sold(Document.sale());
        pass(60);
        assertEquals(Set.of(), kinds());
    }
}
