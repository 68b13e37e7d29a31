package pro.saleflex.office.portal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnifaces.cdi.PushContext;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.AlertsChanged;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.archive.ArchiveMeter;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.TerminalChanged;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

@DatabaseTest
class PortalPushDbTest {
    @Inject
    TestApplication app;

    @Inject
    Alerts alerts;

    @Inject
    StoreRef store;

    private final List<String> sent = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private final PortalPush push = new PortalPush();
    private Runnable meanwhile = () -> {};
    private TerminalRef terminal;

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // there is no server that injects
    void open() {
        terminal = app.terminal(store, 1);
        push.tiles = new LiveTiles();
        push.tiles.board = app.bean(StatusBoard.class);
        push.tiles.alerts = alerts;
        push.tiles.terminals = app.bean(Terminals.class);
        push.tiles.clock = app.clock();
        push.gate = LiveGateDbTest.opened(app);
        push.archive = new LiveArchive();
        push.archive.meter = app.bean(ArchiveMeter.class);
        push.archive.clock = app.clock();
        push.clock = app.clock();
        push.channel = new Pages();
        push.executor = (ManagedScheduledExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    assertEquals("schedule", method.getName());
                    assertEquals(TimeUnit.MILLISECONDS, arguments[2]);
                    delays.add((Long) arguments[1]);
                    scheduled.add((Runnable) arguments[0]);
                    return null;
                });
    }

    /** The open pages. */
    private final class Pages implements PushContext {
        private static final long serialVersionUID = 1L;

        @Override
        public Set<Future<Void>> send(Object message) {
            sent.add((String) message);
            meanwhile.run();
            return Set.of();
        }

        @Override
        public <S extends Serializable> Set<Future<Void>> send(Object message, S user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <S extends Serializable> Map<S, Set<Future<Void>>> send(Object message, Collection<S> users) {
            throw new UnsupportedOperationException();
        }
    }

    private void change() {
        push.changed(new TerminalChanged(terminal.id(), store.id(), 1, null));
    }

    private void pass(long millis) {
        app.clock().pass(Duration.ofMillis(millis));
    }

    /** Runs what is due by now, as the executor would. */
    private void run() {
        List<Runnable> due = List.copyOf(scheduled);
        scheduled.clear();
        due.forEach(Runnable::run);
    }

    /** A page is open, and has been told everything. */
    private void watch() {
        push.tiles.snapshot();
        push.lookElsewhere();
        run();
        sent.clear();
        delays.clear();
        pass(800);
    }

    @Test
    void aChangeIsPushedAtOnceAfterAQuietTime() {
        watch();
        change();
        run();

        assertEquals(List.of(0L), delays);
        assertEquals(List.of(store.id().toString()), sent);
    }

    @Test
    void changesSoonAfterwardsArePushedTogetherWhenThePauseIsOver() {
        watch();
        change();
        run();
        pass(300);
        change();
        change();
        pass(500);
        run();

        assertEquals(List.of(0L, 500L), delays);
        assertEquals(2, sent.size());
    }

    @Test
    void aLookThatFindsNothingDelaysNothing() {
        watch();
        push.lookElsewhere();
        run();
        assertEquals(List.of(), sent);
        pass(300);
        change();

        assertEquals(List.of(0L, 0L), delays);
    }

    @Test
    void aChangeDuringAPushIsPushedAfterIt() {
        watch();
        meanwhile = () -> {
            meanwhile = () -> {};
            change();
        };
        change();
        run();
        assertEquals(1, sent.size());
        pass(800);
        run();

        assertEquals(List.of(0L, 800L), delays);
        assertEquals(2, sent.size());
    }

    @Test
    void aFailedPushIsMadeUpForByTheNextLook() {
        watch();
        change();
        app.tamper("alter table terminal_status rename to hidden");
        try {
            run();
        } finally {
            app.tamper("alter table hidden rename to terminal_status");
        }
        assertEquals(List.of(), sent);
        assertEquals(1, delays.size(), "it does not try again and again");
        push.lookElsewhere();
        run();

        assertEquals(List.of(store.id().toString()), sent);
    }

    @Test
    void alertsAreNamedByTheirStore() {
        watch();
        alerts.raise(Cause.clockSkew(terminal, Duration.ofHours(2)));
        push.changed(new AlertsChanged(store.id()));
        run();

        assertEquals(List.of(store.id().toString()), sent);
    }

    @Test
    void alertsOfTheServerAsAWholeConcernAllPages() {
        watch();
        alerts.raise(Cause.gateMisconfigured("no"));
        push.changed(new AlertsChanged(null));
        run();
        alerts.resolve(Cause.gateMisconfigured("no").key());

        assertEquals(List.of("all"), sent);
    }

    @Test
    void pagesGetASignOfLifeEveryTenSeconds() {
        watch();
        pass(9_200);
        push.lookElsewhere();
        run();
        assertEquals(List.of(), sent);
        pass(1);
        push.lookElsewhere();
        run();

        assertEquals(List.of(""), sent);
    }

    @Test
    void alertsThatNobodyLooksAtArePushedOnceWhileTheGatePageIsOpen() {
        push.gate.whole();
        push.changed(new AlertsChanged(store.id()));
        run();
        pass(800);
        run();

        assertEquals(List.of(0L), delays, "it does not push again and again");
    }

    @Test
    void nothingIsPushedWhileNobodyLooks() {
        change();
        push.changed(new AlertsChanged(store.id()));
        push.lookElsewhere();

        assertEquals(List.of(), delays);
    }
}
