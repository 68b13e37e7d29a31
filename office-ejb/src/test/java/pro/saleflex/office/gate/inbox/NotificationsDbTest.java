package pro.saleflex.office.gate.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertView;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.gate.PlayedGate;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.pull.MasterDataPulls;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.TestApplication;

class NotificationsDbTest {
    private static final String PATH = "/notifications/?";
    private static final String TIME = "2026-11-22T10:00:00Z";

    @TempDir
    static Path home;

    private final PlayedGate gate = new PlayedGate();
    private TestApplication app;
    private StoreRef store;
    private TerminalRef one;
    private TerminalRef two;
    private TerminalRef elsewhere;
    private GateNotifications notifications;

    @BeforeEach
    void open() {
        app = new TestApplication(home, gate.settings(Map.of()));
        store = app.store();
        one = app.terminal(store, 1);
        two = app.terminal(store, 2);
        elsewhere = app.terminal(app.store(), 1);
        notifications = app.bean(GateNotifications.class);
        app.bean(GateLink.class).check();
    }

    @AfterEach
    void close() {
        app.close();
        gate.close();
    }

    private static String notification(String id, String type, String more) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"title\":\"Title " + id
                + "\",\"body\":\"Body\",\"created_at\":\"2026-11-22T09:00:00Z\"" + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private String ofStore(String more) {
        return "\"store_code\":\"" + store.storeCode() + "\"" + (more.isEmpty() ? "" : "," + more);
    }

    private String command(String id, String codes, String command) {
        return notification(
                id, "terminal_command", ofStore("\"terminal_codes\":" + codes + ",\"command\":{" + command + "}"));
    }

    private void gateSends(String... items) {
        gate.page(PATH, TIME, null, items);
    }

    private void exchange() {
        app.bean(NotificationExchange.class).exchange();
    }

    private void exchangeLater() {
        app.clock().pass(Duration.ofMinutes(1));
        app.bean(GateLink.class).check();
        exchange();
    }

    private List<String> titles(TerminalRef terminal) {
        return notifications.openFor(terminal.id()).stream().map(Given::title).toList();
    }

    private void confirm(TerminalRef terminal) {
        notifications.confirm(
                terminal.id(),
                notifications.openFor(terminal.id()).stream()
                        .map(given -> given.id().toString())
                        .toList());
    }

    private List<GateNotification> list() {
        return notifications.list(Set.of(store.id()), 10);
    }

    private List<AlertView> alerts() {
        return app.bean(Alerts.class).openOfKinds(Set.of(AlertKind.GATE_DATA_REFUSED));
    }

    private List<JsonObject> returned(String id) {
        return gate.calls("/notifications/" + id + "/read/").stream()
                .map(call -> Parsed.object(call.body()))
                .toList();
    }

    private static List<String> confirmedBy(JsonObject returned) {
        return returned.getJsonArray("confirmed_by").getValuesAs(JsonString::getString);
    }

    @Test
    void eachTerminalGetsItsNotificationsUntilItConfirms() {
        gateSends(
                notification("1", "terminal_message", ofStore("\"terminal_codes\":[\"POS-1\",\"POS-9\"]")),
                notification("2", "terminal_message", ofStore("")),
                notification("3", "system_alert", ""));
        exchange();
        exchangeLater();

        assertEquals(2, gate.calls(PATH + "terminal_id=office+1").size());
        assertEquals("3", app.value("select count(*) from gate_notification"), "each is stored once");
        assertEquals(
                List.of("Title 1", "Title 2", "Title 3"),
                titles(one).stream().sorted().toList());
        assertEquals(
                List.of("Title 2", "Title 3"), titles(two).stream().sorted().toList());
        assertEquals(List.of("Title 3"), titles(elsewhere));
        assertEquals(3, titles(one).size(), "until it confirms");

        confirm(one);
        assertEquals(List.of(), titles(one));
        assertEquals(2, titles(two).size());
    }

    @Test
    void aTerminalConfirmsByAnIdInAnySpelling() {
        gateSends(
                notification("1", "terminal_message", ofStore("")), notification("2", "terminal_message", ofStore("")));
        exchange();
        List<String> ids = notifications.openFor(one.id()).stream()
                .map(given -> given.id().toString())
                .toList();

        assertEquals(
                2,
                notifications.confirm(
                        one.id(),
                        List.of(ids.get(0).replace("-", ""), ids.get(1).toUpperCase(Locale.ROOT), "no id")));
        assertEquals(List.of(), titles(one));
    }

    @Test
    void gateIsToldOnceAllTerminalsHaveConfirmedEvenAfterAnOutage() {
        gateSends(notification("a b", "terminal_message", ofStore("")));
        exchange();
        confirm(one);
        confirm(one);
        exchange();
        assertEquals(List.of(), returned("a%20b"), "one has not seen it yet");

        gate.away(503);
        confirm(two);
        exchange();
        assertEquals(1, returned("a%20b").size());
        exchangeLater();
        gate.back();
        gate.forget();
        app.clock().pass(Duration.ofMinutes(16));
        app.bean(GateLink.class).check();
        exchange();
        exchange();

        assertEquals(1, returned("a%20b").size());
        assertEquals(List.of("POS-1", "POS-2"), confirmedBy(returned("a%20b").get(0)));
        assertEquals("2026-11-22T10:00:00.123456Z", returned("a%20b").get(0).getString("read_at"));
        assertEquals(0, list().get(0).open());
        assertTrue(list().get(0).returnedAt() != null);
    }

    @Test
    void aPortalUserCanReadANotification() {
        gateSends(notification("1", "system_alert", ofStore("")));
        exchange();
        UUID id = list().get(0).id();

        assertTrue(notifications.read(id, "mary"));
        assertFalse(notifications.read(id, "john"));
        exchange();

        assertEquals(List.of(), confirmedBy(returned("1").get(0)));
        assertEquals("mary", list().get(0).readBy());
        assertEquals(1, titles(one).size(), "its terminals still get it");
        assertEquals("mary", app.value("select actor from audit_trail where action = 'notification.read'"));
    }

    @Test
    void peopleSeeTheNotificationsForTheirStores() {
        gateSends(
                notification("1", "terminal_message", ofStore("")),
                notification(
                        "2",
                        "terminal_message",
                        "\"store_code\":\"" + elsewhere.store().storeCode() + "\""),
                notification("3", "product_update", ""),
                notification("4", "terminal_message", "\"store_code\":\"nowhere\""),
                notification(
                        "5",
                        "price_change",
                        "\"store_code\":\"" + elsewhere.store().storeCode() + "\""));
        exchange();
        titles(one);

        assertEquals(
                Set.of("1", "3", "4"),
                list().stream().map(GateNotification::gateId).collect(Collectors.toSet()));
        GateNotification first = list().stream()
                .filter(notification -> notification.gateId().equals("1"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("POS-1", "POS-2"),
                first.terminals().stream().map(GateNotification.Recipient::code).toList());
        assertTrue(first.terminals().get(0).givenAt() != null);
        assertNull(first.terminals().get(1).givenAt());
        assertEquals(2, first.open());
        assertEquals(
                "There is no store nowhere.", app.value("select fault from gate_notification where gate_id = '4'"));
    }

    @Test
    void anExpiredNotificationIsNotShown() {
        gateSends(notification("1", "terminal_message", "\"expires_at\":\"2026-11-22T10:05:00Z\""));
        exchange();
        assertEquals(1, titles(one).size());

        app.clock().pass(Duration.ofMinutes(5));
        assertEquals(List.of(), titles(one));
    }

    @Test
    void aNotificationThatExpiredBeforeItArrivedIsNeitherShownNorCarriedOut() {
        String expired = ",\"expires_at\":\"2026-11-22T09:59:00Z\"}";
        gateSends(
                command("1", "[\"POS-1\"]", "\"action\":\"block\"").replaceAll("}$", expired),
                notification("2", "terminal_message", ofStore("")).replaceAll("}$", expired));
        exchange();

        assertFalse(app.terminal(one.id()).blocked());
        assertEquals(List.of(), titles(one));
        assertEquals(2, list().size());
        for (GateNotification notification : list()) {
            assertEquals("It had expired before it arrived.", notification.fault());
            assertEquals(List.of(), confirmedBy(returned(notification.gateId()).get(0)), "GATE need not send it again");
        }
    }

    @Test
    void unreadNotificationsComeFirst() {
        gateSends(notification("1", "system_alert", ofStore("")));
        exchange();
        app.clock().pass(Duration.ofMinutes(1));
        gateSends(notification("2", "system_alert", ofStore("")));
        exchange();
        assertEquals(
                List.of("2", "1"), list().stream().map(GateNotification::gateId).toList());

        notifications.read(list().get(0).id(), "mary");
        assertEquals(
                List.of("1", "2"), list().stream().map(GateNotification::gateId).toList());
    }

    @Test
    void aTerminalConfirmsOnlyItsOwnNotifications() {
        gateSends(notification("1", "terminal_message", ofStore("\"terminal_codes\":[\"POS-1\"]")));
        exchange();
        String id = list().get(0).id().toString();

        assertEquals(0, notifications.confirm(two.id(), List.of(id)));
        assertNull(list().get(0).readAt());
        assertEquals(
                0,
                notifications.confirm(
                        one.id(), List.of("", "1", "\0", UUID.randomUUID().toString())));
        assertEquals(1, notifications.confirm(one.id(), List.of(id, id.toUpperCase(Locale.ROOT))));
        assertTrue(list().get(0).readAt() != null);
    }

    @Test
    void changedMasterDataArePulledAtOnceAndTheNotificationIsReadAfterwards() {
        MasterDataPulls pulls = app.bean(MasterDataPulls.class);
        pulls.pull();
        gate.forget();
        app.clock().pass(Duration.ofMinutes(1));
        gateSends(notification("1", "price_change", ofStore("")), notification("2", "campaign_update", ""));
        gate.answer("/campaigns/active/", 422, "{}");
        exchange();
        assertEquals(List.of(), titles(one), "it is not for terminals");
        pulls.pull();
        exchange();

        assertEquals(1, gate.calls("/products/updates/").size());
        assertEquals(2, gate.calls("/campaigns/active/").size());
        assertEquals(1, returned("1").size());
        assertEquals(List.of(), returned("2"), "the pull failed");

        gate.page("/campaigns/active/", TIME, null);
        app.clock().pass(Duration.ofMinutes(15));
        app.bean(GateLink.class).check();
        pulls.pull();
        exchange();
        assertEquals(1, returned("2").size());
    }

    @Test
    void commandsAreCarriedOutOnceAndAudited() {
        gateSends(
                command("1", "[\"POS-1\"]", "\"action\":\"resend\",\"closure_number\":7,\"from\":3,\"to\":5"),
                command("2", "null", "\"action\":\"refresh\""),
                command("3", "[\"POS-2\",\"POS-9\"]", "\"action\":\"block\""));
        exchange();
        exchangeLater();

        TerminalRequests requests = app.bean(TerminalRequests.class);
        assertEquals(
                List.of(TerminalRequests.Type.RESEND, TerminalRequests.Type.REFRESH),
                requests.open(one.id()).stream()
                        .map(TerminalRequests.Asked::type)
                        .toList());
        assertEquals(1, requests.open(two.id()).size());
        assertTrue(app.terminal(two.id()).blocked());
        assertFalse(app.terminal(one.id()).blocked());
        assertEquals(
                Set.of(
                        List.of("terminal.change", "terminal " + two.id(), "blocked true"),
                        List.of("terminal.refresh", "terminal " + one.id(), ""),
                        List.of("terminal.refresh", "terminal " + two.id(), ""),
                        List.of("terminal.resend", "terminal " + one.id(), "period 7, receipts 3 to 5")),
                Set.copyOf(app.rows("select action, subject, detail from audit_trail where actor = 'GATE'")));
        assertEquals("4", app.value("select count(*) from audit_trail where actor = 'GATE'"));
        assertEquals(List.of("POS-1"), confirmedBy(returned("1").get(0)));
        assertEquals(List.of("POS-1", "POS-2"), confirmedBy(returned("2").get(0)));
        assertEquals(List.of("POS-2"), confirmedBy(returned("3").get(0)));
        assertEquals(
                "There is no terminal POS-9.", app.value("select fault from gate_notification where gate_id = '3'"));
        assertEquals(List.of(), titles(one), "nothing is left to confirm");

        gateSends(command("4", "[\"POS-2\"]", "\"action\":\"unblock\""));
        exchangeLater();
        assertFalse(app.terminal(two.id()).blocked());
    }

    @Test
    void aCommandThatCannotBeCarriedOutShowsWhy() {
        gateSends(
                command("1", "[\"POS-9\"]", "\"action\":\"block\""),
                command("2", "[\"POS-1\"]", "\"action\":\"resend\",\"closure_number\":7,\"from\":5,\"to\":3"),
                command("3", "[\"POS-1\"]", "\"action\":\"explode\""));
        exchange();

        assertEquals(List.of(), app.bean(TerminalRequests.class).latest(one.id()));
        assertEquals(List.of(), alerts());
        for (GateNotification notification : list()) {
            assertTrue(notification.fault() != null, notification.gateId());
            assertEquals(List.of(), confirmedBy(returned(notification.gateId()).get(0)));
        }
        assertEquals(3, list().size());
    }

    @Test
    void aMalformedNotificationRaisesAnAlertAndStopsNoOther() {
        gateSends("{\"id\":\"1\",\"type\":\"tea_break\"}", "7", notification("2", "terminal_message", ""));
        exchange();
        exchangeLater();
        assertEquals(List.of("Title 2"), titles(one));
        assertEquals(1, alerts().size());
        assertEquals(2, alerts().get(0).times());
        assertEquals("Malformed notifications: 2.", alerts().get(0).parameters().get("reason"));

        gateSends(notification("2", "terminal_message", ""));
        exchangeLater();
        assertEquals(List.of(), alerts());

        gate.answer(PATH, 200, "[]");
        exchangeLater();
        assertEquals(1, alerts().size());
    }

    @Test
    void aNotificationThatGateNoLongerKnowsIsNotReturnedAgain() {
        gateSends(
                notification("1", "terminal_message", ofStore("\"terminal_codes\":[\"POS-1\"]")),
                notification("2", "terminal_message", ofStore("\"terminal_codes\":[\"POS-2\"]")));
        exchange();
        gate.answer("/notifications/1/read/", 404, "{}");
        confirm(one);
        app.clock().pass(Duration.ofSeconds(1));
        confirm(two);
        exchange();

        assertEquals(1, returned("2").size());
        assertEquals("0", app.value("select count(*) from gate_notification where returned_at is null"));
    }
}
