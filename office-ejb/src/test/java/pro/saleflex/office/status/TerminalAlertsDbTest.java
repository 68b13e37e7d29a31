package pro.saleflex.office.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertScan;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.terminal.Credential;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** With a webhook configured, so that alert deliveries are written; nothing sends them. */
@DatabaseTest(
        settings = {"saleflex.office.webhook.url=http://127.0.0.1:9/", "saleflex.office.disk.warning.megabytes=0"})
class TerminalAlertsDbTest {
    private static final String NO_PAPER =
            "[{\"type\":\"receipt_printer\",\"state\":\"error\",\"detail\":\"out of paper\"}]";
    private static final String PAPER = "[{\"type\":\"receipt_printer\",\"state\":\"ok\"}]";

    @Inject
    TestApplication app;

    @Inject
    Contacts contacts;

    @Inject
    TerminalAlerts terminalAlerts;

    @Inject
    Alerts alerts;

    @Inject
    AlertScan scan;

    @Inject
    Terminals terminals;

    @Inject
    StoreRef store;

    private Instant start;

    @BeforeEach
    void listen() {
        start = app.clock().instant();
    }

    private List<TerminalRef> tills(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> app.terminal(store, i))
                .toList();
    }

    private void pass(int seconds) {
        app.clock().pass(Duration.ofSeconds(seconds));
    }

    private void beat(TerminalRef till) {
        contacts.heartbeat(till, ContactsDbTest.heartbeat(Activity.IDLE, 5));
    }

    /** What the timers do every second. */
    private void tick() {
        contacts.detectSilence(start);
        terminalAlerts.updateSilence();
    }

    /** What the timers do every ten seconds. */
    private void tenSeconds() {
        pass(10);
        terminalAlerts.updateReported();
        scan.scan();
    }

    private List<AlertView> open() {
        return open(store);
    }

    private List<AlertView> open(StoreRef where) {
        return alerts.open(Set.of(where.id())).stream()
                .filter(alert -> alert.storeId() != null)
                .toList();
    }

    private AlertView only() {
        assertEquals(1, open().size(), open().toString());
        return open().get(0);
    }

    private List<List<String>> delivered() {
        return app.rows("select n.event, a.kind, a.severity from notification n join alert a on a.id = n.alert_id"
                + " where n.cancelled_at is null and a.store_id = '" + store.id() + "' order by n.position");
    }

    private static Set<UUID> ids(Collection<TerminalRef> tills) {
        Set<UUID> ids = new HashSet<>();
        tills.forEach(till -> ids.add(till.id()));
        return ids;
    }

    /** Ten tills cut off at once, their last heartbeats up to five seconds old. */
    private List<TerminalRef> cutOffTenTills() {
        List<TerminalRef> tills = tills(10);
        for (int i = 0; i < 10; i += 2) {
            beat(tills.get(i));
            beat(tills.get(i + 1));
            pass(1);
        }
        for (int second = 5; second < 27; second++) {
            tick();
            pass(1);
        }
        return tills;
    }

    @Test
    void tenTillsThatFallSilentOverSeveralChecksAreOneAlertAndOneDelivery() {
        List<TerminalRef> tills = cutOffTenTills();
        tick();
        scan.scan();

        assertEquals(AlertKind.SILENT, only().kind());
        assertEquals(Severity.CRITICAL, only().severity());
        assertEquals(ids(tills), only().terminalIds());
        assertEquals("10", only().parameters().get("number"));
        pass(60);
        tick();
        scan.scan();
        assertEquals(List.of(List.of("RAISED", "SILENT", "CRITICAL")), delivered(), "and none about a single till");
        assertEquals(
                "1",
                app.value("select count(*) from alert where store_id = '" + store.id() + "'"),
                "none of them had an alert of its own even for a moment");

        beat(tills.get(3));
        tick();
        assertEquals(9, only().terminalIds().size());
        tills.forEach(this::beat);
        tick();
        assertEquals(List.of(), open());
    }

    @Test
    void unchangedSilenceWritesNothing() {
        cutOffTenTills();
        tick();
        String before = app.value("select count(*) || ' ' || sum(xmin::text::bigint) from alert");
        pass(1);
        tick();
        pass(60);
        tick();

        assertEquals(before, app.value("select count(*) || ' ' || sum(xmin::text::bigint) from alert"));
    }

    @Test
    void aTillThatSaidGoodbyeIsNotSilentAndABlockedOneNoLonger() {
        List<TerminalRef> tills = tills(2);
        tills.forEach(this::beat);
        contacts.heartbeat(tills.get(0), ContactsDbTest.heartbeat(Activity.CLOSED, 5));
        pass(60);
        tick();
        assertEquals(tills.get(1).id(), only().terminalId());

        terminals.changeTerminal(tills.get(1).id(), new TerminalChange(true, null, null, null, null, null, null));
        tick();
        assertEquals(List.of(), open());
    }

    private void report(
            TerminalRef till, Duration skew, Long waiting, Long oldestSeconds, String peripherals, Long disk) {
        contacts.heartbeat(
                till,
                new Heartbeat(
                        skew == null ? null : app.clock().instant().plus(skew),
                        Activity.IDLE,
                        null,
                        null,
                        null,
                        3600,
                        null,
                        null,
                        waiting,
                        oldestSeconds,
                        peripherals,
                        disk == null ? null : "{\"disk_free_mb\":" + disk + "}",
                        null,
                        null,
                        null));
    }

    private void printer(TerminalRef till, String peripherals) {
        report(till, null, null, null, peripherals, null);
        tenSeconds();
    }

    @Test
    void aPrinterThatFailsIsAnAlertUntilItHasWorkedForAMinute() {
        TerminalRef till = tills(1).get(0);
        printer(till, NO_PAPER);
        printer(till, NO_PAPER);
        assertEquals(AlertKind.PERIPHERAL_ERROR, only().kind());
        assertEquals(Severity.CRITICAL, only().severity());
        assertEquals("out of paper", only().parameters().get("detail"));
        assertEquals(1, only().times(), "occurrences, not checks");
        Instant first = only().firstAt().toInstant();

        for (int check = 0; check < 6; check++) {
            printer(till, PAPER);
        }
        assertEquals(List.of(), open());

        printer(till, NO_PAPER);
        assertEquals(2, only().times());
        assertEquals(first, only().firstAt().toInstant());
        assertEquals(app.clock().instant(), only().lastAt().toInstant());
        contacts.heartbeat(till, ContactsDbTest.heartbeat(Activity.CLOSED, 5));
        tenSeconds();
        pass(60);
        terminalAlerts.updateReported();
        assertEquals(List.of(), open(), "nobody needs the printer of a till that is switched off");
    }

    @Test
    void anIntermittentPrinterErrorIsDeliveredOnceAndDoesNotCountUp() {
        TerminalRef till = tills(1).get(0);
        for (int check = 0; check < 100; check++) {
            printer(till, check % 4 == 0 ? NO_PAPER : PAPER);
        }

        assertEquals(1, only().times());
        assertEquals(List.of(List.of("RAISED", "PERIPHERAL_ERROR", "CRITICAL")), delivered());
    }

    @Test
    void severalServersCountOneOccurrenceOnce() {
        TerminalRef till = tills(1).get(0);
        report(till, null, null, null, NO_PAPER, null);
        List<Callable<Boolean>> checks = new ArrayList<>();
        for (int server = 0; server < 8; server++) {
            checks.add(() -> {
                terminalAlerts.updateReported();
                return true;
            });
        }
        Concurrently.call(checks);

        assertEquals(1, only().times());
    }

    @Test
    void waitingDocumentsAreAnAlertWhoseDetailsAreKeptUpToDate() {
        TerminalRef till = tills(1).get(0);
        report(till, null, 2L, 590L, null, null);
        terminalAlerts.updateReported();
        assertEquals(List.of(), open());

        report(till, null, 2L, 660L, null, null);
        terminalAlerts.updateReported();
        assertEquals(Map.of("number", "2", "minutes", "11"), waiting());
        report(till, null, 3L, 670L, null, null);
        tenSeconds();
        assertEquals(Map.of("number", "2", "minutes", "11"), waiting(), "not with every heartbeat");
        pass(60);
        report(till, null, 4L, 730L, null, null);
        terminalAlerts.updateReported();
        assertEquals(Map.of("number", "4", "minutes", "12"), waiting());
        assertEquals(1, only().times());

        report(till, null, 0L, null, null, null);
        tenSeconds();
        pass(60);
        terminalAlerts.updateReported();
        assertEquals(List.of(), open());
    }

    private Map<String, String> waiting() {
        assertEquals(AlertKind.DOCUMENTS_WAITING, only().kind());
        Map<String, String> facts = only().parameters();
        return Map.of("number", facts.get("number"), "minutes", facts.get("minutes"));
    }

    @Test
    void aClockTwoDaysAheadAndAFullDiskAreAlerts() {
        TerminalRef till = tills(1).get(0);
        report(till, Duration.ofDays(2), null, null, null, 17L);
        terminalAlerts.updateReported();

        assertEquals(
                Set.of(AlertKind.CLOCK_SKEW, AlertKind.LOW_DISK),
                Set.of(open().get(0).kind(), open().get(1).kind()));
        AlertView skew = open().stream()
                .filter(alert -> alert.kind() == AlertKind.CLOCK_SKEW)
                .findFirst()
                .orElseThrow();
        assertEquals("172800", skew.parameters().get("seconds"));
        assertEquals("ahead", skew.parameters().get("wording"));
    }

    @Test
    void aGapIsAnAlertWithItsNumbersUntilTheReceiptsCome() {
        Till till = app.till();
        long[] numbers = {2, 3, 6, 8};
        for (long number : numbers) {
            till.sell(receipt(number));
        }
        till.close(Document.closure().with("/closure/closure_number", 4).with("/closure/total_document_count", 7));
        minute();
        assertEquals(List.of(), ofTill(till), "documents may follow");
        app.clock().pass(PeriodChecks.GRACE_PERIOD);
        minute();
        List<AlertView> open = ofTill(till);
        assertEquals(1, open.size());
        assertEquals(AlertKind.RECEIPT_GAP, open.get(0).kind());
        assertEquals(
                Map.of("closure", "4", "numbers", "4-5, 7"),
                Map.of(
                        "closure", open.get(0).parameters().get("closure"),
                        "numbers", open.get(0).parameters().get("numbers")));

        till.sell(receipt(4), receipt(5));
        minute();
        assertEquals("7", ofTill(till).get(0).parameters().get("numbers"));
        till.sell(receipt(7));
        minute();
        assertEquals(List.of(), ofTill(till));
    }

    private static Document receipt(long number) {
        return Document.sale().with("/head/closure_number", 4).with("/head/receipt_number", number);
    }

    /** What the timers do every minute. */
    private void minute() {
        pass(60);
        contacts.heartbeat(app.till().terminal(), ContactsDbTest.heartbeat(Activity.IDLE, 5)); // creates status rows
        contacts.countGaps();
        terminalAlerts.updateGaps();
    }

    private List<AlertView> ofTill(Till till) {
        return open(till.terminal().store()).stream()
                .filter(alert -> till.terminal().id().equals(alert.terminalId()))
                .toList();
    }

    @Test
    void theAlertAboutARefusedTillIsResolvedOnceItIsIdentifiedAgain() {
        TerminalRef till = tills(1).get(0);
        refuse(till);
        tenSeconds();
        assertEquals(AlertKind.CALLER_REFUSED, only().kind());

        beat(till);
        refuse(till); // somebody else still uses its old secret
        tenSeconds();
        beat(till);
        pass(30);
        tenSeconds();
        assertEquals(AlertKind.CALLER_REFUSED, only().kind());

        pass(10);
        tenSeconds();
        assertEquals(List.of(), open());
    }

    private void refuse(TerminalRef till) {
        terminals.identify(
                new TerminalCodes(store.officeCode(), store.storeCode(), till.code()),
                new Credential(Optional.empty(), Optional.of("wrong"), "10.0.0.1", false));
    }
}
