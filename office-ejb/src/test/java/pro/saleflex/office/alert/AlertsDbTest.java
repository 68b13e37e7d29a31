package pro.saleflex.office.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;

@DatabaseTest
class AlertsDbTest {
    @Inject
    TestApplication app;

    @Inject
    Alerts alerts;

    @Inject
    SilenceAlerts silences;

    @Inject
    MaintenanceWindows maintenance;

    @Inject
    StoreRef store;

    private OffsetDateTime now() {
        return AlertRecords.utc(app.clock().instant());
    }

    private List<AlertView> open() {
        return alerts.open(Set.of(store.id()));
    }

    private AlertView only() {
        assertEquals(1, open().size(), open().toString());
        return open().get(0);
    }

    private AlertPage history() {
        return alerts.history(new HistoryQuery(
                Set.of(store.id()),
                Optional.empty(),
                Optional.empty(),
                now().minusDays(500),
                now().plusDays(1),
                0,
                100));
    }

    private Cause skew(TerminalRef terminal, int seconds) {
        return Cause.clockSkew(terminal, Duration.ofSeconds(seconds));
    }

    @Test
    void raisingACauseAgainCountsUpItsAlert() {
        TerminalRef till = app.terminal(store, 1);
        OffsetDateTime first = now();
        alerts.raise(skew(till, 130));
        app.clock().pass(Duration.ofSeconds(5));
        alerts.raise(skew(till, 140));

        AlertView alert = only();
        assertEquals(2, alert.times());
        assertEquals(first, alert.firstAt());
        assertEquals(now(), alert.lastAt());
        assertEquals("140", alert.parameters().get("seconds"));
        assertEquals(Set.of(till.id()), alert.terminalIds());
        assertTrue(alert.isOpen());
        assertEquals(
                Map.of(Severity.INFO, 0L, Severity.WARNING, 1L, Severity.CRITICAL, 0L),
                alerts.counts(Set.of(store.id())));
        assertEquals(List.of(), alerts.open(Set.of(app.store().id())), "nobody sees another store's alerts");
    }

    @Test
    void anAlertEndsWithItsCause() {
        TerminalRef till = app.terminal(store, 1);
        alerts.raise(skew(till, 130));
        alerts.raise(Cause.lowDisk(till, 17));
        alerts.resolve(Cause.key(till, AlertKind.CLOCK_SKEW));
        alerts.resolve(Cause.key(till, AlertKind.CLOCK_SKEW));
        alerts.resolve("no such cause");

        assertEquals(AlertKind.LOW_DISK, only().kind());
        assertEquals(2, history().total());
    }

    @Test
    void aFlappingCauseIsOneAlert() {
        TerminalRef till = app.terminal(store, 1);
        for (int i = 0; i < 5; i++) {
            alerts.raise(skew(till, 130));
            app.clock().pass(Duration.ofSeconds(30));
            alerts.resolve(Cause.key(till, AlertKind.CLOCK_SKEW));
            app.clock().pass(Duration.ofMinutes(9));
        }
        assertEquals(1, history().total());
        assertEquals(5, history().alerts().get(0).times());

        app.clock().pass(Duration.ofMinutes(1));
        alerts.raise(skew(till, 130));
        assertEquals(2, history().total());
        assertEquals(1, only().times());
    }

    @Test
    void concurrentCallsForOneCauseRaiseOneAlert() {
        TerminalRef till = app.terminal(store, 1);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> {
                alerts.raise(skew(till, 130));
                return true;
            });
        }
        Concurrently.call(calls);

        assertEquals(8, only().times());
    }

    private List<SilentTerminal> silent(List<TerminalRef> tills) {
        return tills.stream().map(till -> new SilentTerminal(till, now())).toList();
    }

    @Test
    void manyTillsThatFallSilentTogetherAreOneAlert() {
        List<TerminalRef> tills = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> app.terminal(store, i))
                .toList();
        List<SilentTerminal> silent = new ArrayList<>();
        for (int i = 0; i < 10; i++) { // their heartbeats do not come at the same time
            silent.add(new SilentTerminal(tills.get(i), now()));
            silences.update(store, silent, 9 - i);
            app.clock().pass(Duration.ofMillis(500));
        }

        AlertView alert = only();
        assertEquals("silent:store:" + store.id(), alert.key());
        assertEquals(Severity.CRITICAL, alert.severity());
        assertEquals(
                "POS-1, POS-2, POS-3, POS-4, POS-5, POS-6, POS-7, POS-8, POS-9, POS-10",
                alert.parameters().get("tills"));
        assertEquals(10, alert.terminalIds().size());
        assertEquals(1, history().total(), "the earlier single alerts were merged into it");
        long times = alert.times();

        silences.update(store, silent, 0);
        assertEquals(times, only().times(), "nothing new happened");

        List<SilentTerminal> fewer = silent.subList(0, 2);
        silences.update(store, fewer, 8);
        assertEquals("POS-1, POS-2", only().parameters().get("tills"));
        assertEquals("2", only().parameters().get("number"));
        assertEquals(Set.of(tills.get(0).id(), tills.get(1).id()), only().terminalIds());

        silences.update(store, List.of(), 10);
        assertEquals(List.of(), open());
        assertEquals(1, history().total());
    }

    @Test
    void singleTillsAreSingleAlerts() {
        List<TerminalRef> tills = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> app.terminal(store, i))
                .toList();
        silences.update(store, silent(tills.subList(0, 2)), 8);
        assertEquals(2, open().size());
        assertEquals(Severity.WARNING, open().get(0).severity());

        silences.update(store, silent(tills.subList(0, 1)), 9);
        assertEquals(Set.of(tills.get(0).id()), only().terminalIds());
        assertEquals(1, only().times());
    }

    @Test
    void aTillThatFallsSilentAgainAfterANetworkFailureHasItsOwnAlert() {
        List<TerminalRef> tills = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> app.terminal(store, i))
                .toList();
        silences.update(store, silent(tills), 0);
        silences.update(store, List.of(), 3);
        app.clock().pass(Duration.ofMinutes(1));
        silences.update(store, silent(tills.subList(0, 1)), 2);

        assertEquals(tills.get(0).id(), only().terminalId());
    }

    @Test
    void acknowledgingAndMutingAreAudited() {
        TerminalRef till = app.terminal(store, 1);
        alerts.raise(skew(till, 130));
        UUID id = only().id();

        assertTrue(alerts.acknowledge(id, "Called the shop", "mary"));
        assertEquals(new AlertView.Acknowledgement("mary", now(), "Called the shop"), only().acknowledgement());
        OffsetDateTime later = now().plusHours(1);
        assertTrue(alerts.mute(id, later, "mary"));
        assertEquals(later, only().mutedUntil());
        assertEquals(0, alerts.counts(Set.of(store.id())).get(Severity.WARNING));
        app.clock().pass(Duration.ofHours(1));
        assertEquals(1, alerts.counts(Set.of(store.id())).get(Severity.WARNING));

        assertFalse(alerts.acknowledge(UUID.randomUUID(), "", "mary"));
        assertFalse(alerts.mute(UUID.randomUUID(), later, "mary"));
        assertEquals(
                List.of(
                        List.of("mary", "alert.acknowledge", "Called the shop"),
                        List.of("mary", "alert.mute", "until " + later.toInstant())),
                app.rows("select actor, action, detail from audit_trail where subject = '"
                        + Cause.key(till, AlertKind.CLOCK_SKEW) + "' order by id"));
    }

    @Test
    void acknowledgingAConflictResolvesItAndTheNextOneIsANewAlert() {
        TerminalRef till = app.terminal(store, 1);
        Cause cause = Cause.at(till, AlertKind.CONFLICT, Severity.WARNING, Map.of("number", "1"));
        alerts.observe(cause, 1, now(), now());
        UUID first = only().id();
        alerts.acknowledge(first, "", "mary");
        assertEquals(List.of(), open());

        alerts.observe(cause, 1, now(), now());
        assertNotEquals(first, only().id());
    }

    @Test
    void alertsInMaintenanceAreMarkedAndNotCounted() {
        TerminalRef till = app.terminal(store, 1);
        TerminalRef other = app.terminal(store, 2);
        MaintenanceView window = maintenance.plan(
                new MaintenanceSpec(store.id(), till.id(), now(), now().plusHours(1), "New printer"), "mary");
        alerts.raise(skew(till, 130));
        alerts.raise(skew(other, 130));

        Map<UUID, Boolean> inMaintenance = open().stream()
                .collect(java.util.stream.Collectors.toMap(AlertView::terminalId, AlertView::inMaintenance));
        assertEquals(Map.of(till.id(), true, other.id(), false), inMaintenance);
        assertEquals(1, alerts.counts(Set.of(store.id())).get(Severity.WARNING));
        assertEquals(List.of(window), maintenance.openOrUpcoming(Set.of(store.id())));

        assertTrue(maintenance.end(window.id(), "mary"));
        assertFalse(maintenance.end(window.id(), "mary"));
        assertEquals(2, alerts.counts(Set.of(store.id())).get(Severity.WARNING));
        assertEquals(List.of(), maintenance.openOrUpcoming(Set.of(store.id())));
        assertEquals(
                List.of(List.of("maintenance.plan"), List.of("maintenance.end")),
                app.rows("select action from audit_trail where subject = 'terminal " + till.id() + "' order by id"));
        alerts.resolve(Cause.key(till, AlertKind.CLOCK_SKEW));
        assertTrue(history().alerts().stream()
                .filter(alert -> till.id().equals(alert.terminalId()))
                .allMatch(AlertView::inMaintenance));
    }

    @Test
    void theHistoryIsPagedAndFiltered() {
        TerminalRef till = app.terminal(store, 1);
        List<TerminalRef> others = IntStream.rangeClosed(2, 4)
                .mapToObj(i -> app.terminal(store, i))
                .toList();
        OffsetDateTime start = now();
        alerts.raise(skew(till, 130));
        app.clock().pass(Duration.ofMinutes(1));
        alerts.raise(Cause.receiptGap(till, 3, 4, "17, 20-22"));
        alerts.resolve(Cause.key(till, AlertKind.RECEIPT_GAP, 3));
        app.clock().pass(Duration.ofMinutes(1));
        silences.update(store, silent(others), 1);
        Set<UUID> stores = Set.of(store.id());
        OffsetDateTime end = now().plusSeconds(1);

        HistoryQuery all = new HistoryQuery(stores, Optional.empty(), Optional.empty(), start, end, 0, 2);
        assertEquals(3, alerts.history(all).total());
        assertEquals(
                List.of(AlertKind.SILENT, AlertKind.RECEIPT_GAP),
                alerts.history(all).alerts().stream().map(AlertView::kind).toList());
        HistoryQuery rest = new HistoryQuery(stores, Optional.empty(), Optional.empty(), start, end, 2, 2);
        assertEquals(
                List.of(AlertKind.CLOCK_SKEW),
                alerts.history(rest).alerts().stream().map(AlertView::kind).toList());
        HistoryQuery member =
                new HistoryQuery(stores, Optional.of(others.get(1).id()), Optional.empty(), start, end, 0, 9);
        assertEquals(1, alerts.history(member).total());
        HistoryQuery gaps =
                new HistoryQuery(stores, Optional.of(till.id()), Optional.of(AlertKind.RECEIPT_GAP), start, end, 0, 9);
        assertEquals(1, alerts.history(gaps).total());
        HistoryQuery later = new HistoryQuery(stores, Optional.empty(), Optional.empty(), end, end.plusDays(1), 0, 9);
        assertEquals(2, alerts.history(later).total(), "only what is still open");
    }

    @Test
    void resolvedAlertsAreKeptFor400Days() {
        TerminalRef till = app.terminal(store, 1);
        alerts.raise(skew(till, 130));
        alerts.raise(Cause.lowDisk(till, 17));
        alerts.resolve(Cause.key(till, AlertKind.CLOCK_SKEW));
        app.clock().pass(Duration.ofDays(400));
        alerts.removeOld();
        assertEquals(2, history().total());

        app.clock().pass(Duration.ofSeconds(1));
        assertTrue(alerts.removeOld() >= 1);
        assertEquals(
                List.of(AlertKind.LOW_DISK),
                history().alerts().stream().map(AlertView::kind).toList());
        assertEquals(ZoneOffset.UTC, only().firstAt().getOffset());
    }

    @Test
    void alertsAboutRefusedCallsEndWhenTheTerminalAuthenticates() {
        TerminalRef till = app.terminal(store, 1);
        alerts.raise(Cause.at(till, AlertKind.SECRET_REVOKED_USED, Severity.CRITICAL, Map.of()));
        alerts.raise(Cause.at(
                till, AlertKind.CALLER_REFUSED, Severity.CRITICAL, Map.of("wording", "secret_wrong"), "secret_wrong"));
        alerts.raise(skew(till, 130));

        alerts.identified(till);

        assertEquals(AlertKind.CLOCK_SKEW, only().kind());
    }
}
