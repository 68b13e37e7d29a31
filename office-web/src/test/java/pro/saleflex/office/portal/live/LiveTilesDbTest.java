package pro.saleflex.office.portal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.portal.live.LiveTiles.Snapshot;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.TerminalChanged;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

/** What is read shows by names that are changed behind the application's back. */
@DatabaseTest
class LiveTilesDbTest {
    @Inject
    TestApplication app;

    @Inject
    Contacts contacts;

    @Inject
    StatusBoard board;

    @Inject
    Alerts alerts;

    @Inject
    Terminals terminals;

    @Inject
    StoreRef store;

    private LiveTiles live;
    private TerminalRef one;
    private TerminalRef two;

    @BeforeEach
    void open() {
        one = app.terminal(store, 1);
        two = app.terminal(app.store(), 1);
        live = opened();
    }

    @SuppressWarnings("UnnecessaryAssignment") // there is no server that injects
    private LiveTiles opened() {
        LiveTiles tiles = new LiveTiles();
        tiles.board = board;
        tiles.alerts = alerts;
        tiles.terminals = terminals;
        tiles.clock = app.clock();
        return tiles;
    }

    private void beat(TerminalRef terminal) {
        contacts.heartbeat(
                terminal,
                new Heartbeat(
                        null,
                        Heartbeat.Activity.IDLE,
                        null,
                        null,
                        null,
                        5,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static TerminalChanged changed(TerminalRef terminal) {
        return new TerminalChanged(terminal.id(), terminal.store().id(), 0, null);
    }

    private void rename(String name) {
        app.tamper("update terminal set name = '" + name + "'");
    }

    private String name(TerminalRef terminal) {
        return live.snapshot().tiles().get(terminal.id()).tile().name();
    }

    private void pass(double seconds) {
        app.clock().pass(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private static Set<UUID> stores(UUID... ids) {
        return new HashSet<>(Arrays.asList(ids));
    }

    @Test
    void theFirstViewerGetsAllTiles() {
        beat(one);

        Snapshot first = live.snapshot();
        assertEquals(
                app.value("select count(*) from terminal"),
                String.valueOf(first.tiles().size()));
        assertEquals(first.version(), first.firstVersion());
        assertSame(first, live.snapshot(), "the next one gets the same");
    }

    @Test
    void anEventMakesOnlyItsTerminalsTileBeReadAndItsStoreBeNamed() {
        rename("before");
        long version = live.snapshot().version();
        rename("after");
        live.changed(changed(one));
        assertTrue(live.hasChanged());

        assertEquals(stores(store.id()), live.refresh());
        assertFalse(live.hasChanged());
        assertEquals("after", name(one));
        assertEquals("before", name(two));
        Snapshot now = live.snapshot();
        assertEquals(version + 1, now.version());
        assertEquals(version + 1, now.tiles().get(one.id()).version());
        assertEquals(version, now.tiles().get(two.id()).version());
        assertEquals(stores(), live.refresh());
        assertEquals(version + 1, live.snapshot().version(), "nothing is news twice");
    }

    @Test
    void whatAnotherServerChangedIsFoundByALook() {
        live.snapshot();
        live.lookElsewhere();
        live.refresh();
        beat(two); // its event does not reach this cache
        assertEquals(stores(), live.refresh());
        live.lookElsewhere();

        assertEquals(stores(two.store().id()), live.refresh());
        live.lookElsewhere();
        assertFalse(live.hasChanged());
    }

    @Test
    void aChangeThatIsShownIsNotReadAgain() {
        live.snapshot();
        live.lookElsewhere();
        beat(one);
        live.changed(changed(one));
        live.refresh();
        rename("after");
        live.lookElsewhere();

        assertFalse(live.hasChanged());
        assertEquals(stores(), live.refresh());
    }

    @Test
    void everythingIsReadOnceAMinute() {
        rename("before");
        live.snapshot();
        rename("after");
        pass(59);
        live.refresh();
        assertEquals("before", name(one));
        pass(1.1);
        live.refresh();

        assertEquals("after", name(one));
        assertEquals("after", name(two));
    }

    @Test
    void nothingIsKeptWhileNobodyLooksAndTheNextViewerGetsWhatChanged() {
        live.changed(changed(one));
        assertFalse(live.isWatched());
        rename("before");
        live.snapshot();
        live.lookElsewhere();
        assertTrue(live.isWatched());
        pass(59);
        live.refresh(); // reads the alerts, which are due
        pass(1);
        assertFalse(live.isWatched());
        beat(one);
        live.changed(changed(one));
        assertFalse(live.hasChanged());
        rename("after");

        assertEquals("after", name(one));
    }

    @Test
    void anAlertShowsOnItsTilesAndNamesItsStores() {
        live.snapshot();
        Cause cause = Cause.clockSkew(one, Duration.ofHours(2));
        alerts.raise(cause);
        assertEquals(stores(), live.refresh(), "its event did not reach this cache");
        live.alertsChanged();

        assertEquals(stores(store.id()), live.refresh());
        assertEquals(
                List.of(cause.kind()),
                live.snapshot().tiles().get(one.id()).alerts().stream()
                        .map(alert -> alert.kind())
                        .toList());
        alerts.resolve(cause.key());
        pass(10.1);
        assertEquals(stores(store.id()), live.refresh(), "alerts are read every ten seconds");
        assertEquals(List.of(), live.snapshot().tiles().get(one.id()).alerts());
        alerts.raise(Cause.gateMisconfigured("no"));
        live.alertsChanged();
        assertEquals(stores((UUID) null), live.refresh(), "the server as a whole");
        alerts.resolve(Cause.gateMisconfigured("no").key());
    }

    @Test
    void whatCouldNotBeReadIsReadNextTime() {
        live.snapshot();
        live.changed(changed(one));
        live.alertsChanged();
        app.tamper("alter table terminal_status rename to hidden");
        try {
            assertThrows(RuntimeException.class, live::refresh);
        } finally {
            app.tamper("alter table hidden rename to terminal_status");
        }
        assertTrue(live.hasChanged());

        assertEquals(stores(store.id()), live.refresh());
    }
}
