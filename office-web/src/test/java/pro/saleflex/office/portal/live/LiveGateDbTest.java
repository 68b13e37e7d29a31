package pro.saleflex.office.portal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.gate.health.GateProgress;
import pro.saleflex.office.gate.link.GateChanged;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

@DatabaseTest
class LiveGateDbTest {
    @Inject
    TestApplication app;

    @Inject
    Till till;

    private LiveGate live;

    @BeforeEach
    void open() {
        live = opened(app);
    }

    @SuppressWarnings("UnnecessaryAssignment") // there is no server that injects
    static LiveGate opened(TestApplication app) {
        LiveGate gate = new LiveGate();
        gate.link = app.bean(GateLink.class);
        gate.progress = app.bean(GateProgress.class);
        gate.lanes = app.bean(Lanes.class);
        gate.terminals = app.bean(Terminals.class);
        gate.clock = app.clock();
        return gate;
    }

    private long waiting() {
        return live.now().progress().waiting();
    }

    @Test
    void aChangeIsReadWithTheNextRefresh() {
        long before = waiting();
        assertEquals(Set.of(LiveGate.LINK), live.refresh());
        till.sell(Document.sale());
        assertEquals(Set.of(), live.refresh());
        assertEquals(before, waiting(), "known for a few seconds");
        live.changed(new GateChanged());

        assertEquals(Set.of(LiveGate.LINK), live.refresh());
        assertEquals(before + 1, waiting());
        assertEquals(Set.of(), live.refresh());
    }

    @Test
    void whatAnotherServerChangedIsReadAfterAFewSeconds() {
        long before = waiting();
        live.refresh();
        till.sell(Document.sale());
        app.clock().pass(Duration.ofMillis(5_001));

        assertEquals(Set.of(LiveGate.LINK), live.refresh());
        assertEquals(before + 1, waiting());
    }

    @Test
    void aUserSeesTheResultOfHisActionAtOnce() {
        long before = waiting();
        till.sell(Document.sale());
        live.invalidate();

        assertEquals(before + 1, waiting());
    }

    @Test
    void nothingIsReadWhileNobodyLooks() {
        live.changed(new GateChanged());
        assertFalse(live.isWatched());
        assertEquals(Set.of(), live.refresh());
        live.now();
        assertTrue(live.isWatched());
        app.clock().pass(Duration.ofSeconds(60));
        live.changed(new GateChanged());

        assertFalse(live.isWatched());
        assertEquals(Set.of(), live.refresh());
    }

    @Test
    void theGatePageIsNamedForEveryChangeBecauseItShowsMore() {
        live.whole();
        assertEquals(Set.of(LiveGate.PAGE), live.refresh(), "no board is open");
        assertEquals(Set.of(), live.refresh());
        live.changed(new GateChanged()); // such as a notification, which is not in the cache

        assertEquals(Set.of(LiveGate.PAGE), live.refresh());
    }
}
