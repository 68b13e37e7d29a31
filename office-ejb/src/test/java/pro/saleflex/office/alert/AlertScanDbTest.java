package pro.saleflex.office.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.terminal.Credential;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

@DatabaseTest(settings = {"saleflex.office.disk.warning.megabytes=" + Long.MAX_VALUE})
class AlertScanDbTest {
    @Inject
    TestApplication app;

    @Inject
    Alerts alerts;

    @Inject
    AlertScan scan;

    @Inject
    Terminals terminals;

    @Inject
    Till till;

    private List<AlertView> ofTill() {
        return alerts.open(Set.of(till.terminal().store().id())).stream()
                .filter(alert -> till.terminal().id().equals(alert.terminalId()))
                .toList();
    }

    private List<AlertKind> kinds() {
        return ofTill().stream().map(AlertView::kind).sorted().toList();
    }

    private void sendConflict(Document sale) {
        till.sell(
                sale.with("/head/transaction_unique_id", "other " + app.clock().instant()));
    }

    @Test
    void conflictsAreOneAlertUntilSomebodyAcknowledgesThem() {
        Document sale = Document.sale();
        till.sell(sale);
        scan.scan();
        assertEquals(List.of(), kinds());

        sendConflict(sale);
        scan.scan();
        assertEquals(List.of(AlertKind.CONFLICT), kinds());
        app.clock().pass(Duration.ofSeconds(1));
        sendConflict(sale);
        scan.scan();
        scan.scan();
        assertEquals(2, ofTill().get(0).times());
        assertEquals("2", ofTill().get(0).parameters().get("number"));
        assertEquals(app.clock().instant(), ofTill().get(0).lastAt().toInstant());

        alerts.acknowledge(ofTill().get(0).id(), "Seen", "mary");
        scan.scan();
        assertEquals(List.of(), kinds());

        app.clock().pass(Duration.ofSeconds(1));
        sendConflict(sale);
        scan.scan();
        assertEquals(1, ofTill().get(0).times());
    }

    private Document numbered(String unique) {
        return Document.sale()
                .with("/head/transaction_unique_id", unique)
                .with("/head/closure_number", 7)
                .with("/head/receipt_number", 12);
    }

    @Test
    void twoReceiptsWithTheSameNumberAreAnAlertUntilSomebodyAcknowledgesIt() {
        till.sell(numbered("20261122-0007-000012"));
        scan.scan();
        assertEquals(List.of(), kinds());

        till.sell(numbered("20261122-0007-000012"));
        scan.scan();
        assertEquals(List.of(AlertKind.SAME_NUMBER), kinds());
        assertEquals("7 / 12", ofTill().get(0).parameters().get("receipt"));
        assertEquals("1", ofTill().get(0).parameters().get("number"));
        alerts.acknowledge(ofTill().get(0).id(), "Found the clone", "mary");
        scan.scan();
        assertEquals(List.of(), kinds());

        app.clock().pass(Duration.ofSeconds(1));
        till.sell(numbered("20261122-0007-000012"));
        scan.scan();
        assertEquals(List.of(AlertKind.SAME_NUMBER), kinds());
        app.clock().pass(Duration.ofDays(7));
        scan.scan();
        assertEquals(List.of(), kinds(), "too old for anybody to find out");
    }

    @Test
    void anAlertAboutAFailedProjectionEndsWhenItIsRepaired() {
        till.sold(Document.sale());
        app.tamper("insert into journal_flag select id, 'NOT_PROJECTED', 'x', received_at from journal_entry"
                + " where terminal_id = '" + till.terminal().id() + "'");
        scan.scan();
        assertEquals(List.of(AlertKind.PROJECTION_FAILED), kinds());

        app.tamper("delete from journal_flag where flag = 'NOT_PROJECTED'");
        scan.scan();
        assertEquals(List.of(), kinds());
    }

    @Test
    void aDiskBelowTheWarningIsAnAlertOfTheServer() {
        scan.scan();
        scan.scan();

        List<AlertView> disks = alerts.open(Set.of()).stream()
                .filter(alert -> alert.kind() == AlertKind.LOW_DISK)
                .toList();
        assertEquals(1, disks.size());
        assertEquals(Severity.WARNING, disks.get(0).severity());
        assertEquals("low_disk:server:" + app.home(), disks.get(0).key());
    }

    /** Such names used to be accepted. */
    @ParameterizedTest
    @ValueSource(strings = {"CET", "GMT+3", "EST5EDT"})
    void aStoreWithAnAmbiguousZoneIsAnAlertUntilItHasTheZoneOfAPlace(String zone) {
        StoreRef store = app.store();
        app.tamper("update store set time_zone = '" + zone + "' where id = '" + store.id() + "'");
        scan.scan();
        scan.scan();

        List<AlertView> open = alerts.open(Set.of(store.id()));
        assertEquals(
                List.of(AlertKind.ZONE_AMBIGUOUS),
                open.stream()
                        .filter(alert -> store.id().equals(alert.storeId()))
                        .map(AlertView::kind)
                        .toList());
        AlertView alert = open.stream()
                .filter(each -> each.kind() == AlertKind.ZONE_AMBIGUOUS)
                .findFirst()
                .orElseThrow();
        assertEquals(Map.of("store", store.name(), "zone", zone), alert.parameters());

        app.tamper("update store set time_zone = 'Europe/Paris' where id = '" + store.id() + "'");
        scan.scan();
        assertEquals(
                List.of(),
                alerts.open(Set.of(store.id())).stream()
                        .filter(each -> each.kind() == AlertKind.ZONE_AMBIGUOUS)
                        .toList());
    }

    private void call(String secret) {
        TerminalRef terminal = till.terminal();
        terminals.identify(
                new TerminalCodes(
                        terminal.store().officeCode(), terminal.store().storeCode(), terminal.code()),
                new Credential(Optional.empty(), Optional.of(secret), "10.0.0.1", false));
    }

    @Test
    void aTillWithAWrongSecretIsAnAlertUntilItsNextDocument() {
        call("wrong");
        scan.scan();
        assertEquals(List.of(AlertKind.CALLER_REFUSED), kinds());
        assertEquals("secret_wrong", ofTill().get(0).parameters().get("wording"));

        app.clock().pass(Duration.ofSeconds(1));
        till.sell(Document.sale());
        scan.scan();
        assertEquals(List.of(), kinds());
    }

    @Test
    void aTillWithARevokedSecretIsAnAlertUntilItAuthenticatesOrForAnHour() {
        String secret = terminals
                .changeTerminal(till.terminal().id(), TerminalChange.rotation())
                .orElseThrow()
                .secret();
        terminals.changeTerminal(till.terminal().id(), TerminalChange.revocation());
        call(secret);
        scan.scan();
        assertEquals(List.of(AlertKind.SECRET_REVOKED_USED), kinds());

        app.clock().pass(Duration.ofSeconds(1));
        alerts.identified(till.terminal());
        scan.scan();
        assertEquals(List.of(), kinds(), "calls before it authenticated no longer count");

        app.clock().pass(Duration.ofSeconds(1));
        call(secret);
        scan.scan();
        assertEquals(List.of(AlertKind.SECRET_REVOKED_USED), kinds());
        assertEquals(
                1,
                alerts.history(new HistoryQuery(
                                Set.of(till.terminal().store().id()),
                                Optional.of(till.terminal().id()),
                                Optional.empty(),
                                ofTill().get(0).firstAt(),
                                ofTill().get(0).lastAt().plusSeconds(1),
                                0,
                                10))
                        .total());

        app.clock().pass(Duration.ofHours(1));
        scan.scan();
        assertEquals(List.of(), kinds());
    }
}
