package pro.saleflex.office.alert.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertScan;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.MaintenanceSpec;
import pro.saleflex.office.alert.MaintenanceWindows;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.alert.SilenceAlerts;
import pro.saleflex.office.alert.SilentTerminal;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.TestApplication;

class WebhookDbTest {
    @TempDir
    static Path home;

    private final Webhook webhook = new Webhook();
    private final Database database = Database.create();
    private TestApplication app;
    private StoreRef store;
    private TerminalRef till;

    @BeforeEach
    void open() {
        app = app(Map.of());
        store = app.store();
        till = app.terminal(store, 1);
    }

    private TestApplication app(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "saleflex.office.webhook.url", webhook.url(),
                "saleflex.office.webhook.secret", "s3cret",
                "saleflex.office.disk.warning.megabytes", "0",
                "saleflex.office.disk.minimum.megabytes", "0"));
        settings.putAll(more);
        return new TestApplication(home, settings, database);
    }

    @AfterEach
    void close() {
        app.close();
        webhook.close();
    }

    private int deliver() {
        return app.bean(AlertDeliverySender.class).deliver();
    }

    private void raise(int seconds) {
        app.bean(Alerts.class).raise(Cause.clockSkew(till, Duration.ofSeconds(seconds)));
    }

    private void resolve() {
        app.bean(Alerts.class).resolve(Cause.key(till, AlertKind.CLOCK_SKEW));
    }

    private UUID alert() {
        return app.bean(Alerts.class).open(Set.of(store.id())).get(0).id();
    }

    private List<String> events() {
        return webhook.posted().stream()
                .map(posted -> ((JsonObject) Parsed.value(posted.body())).getString("event"))
                .toList();
    }

    @Test
    void announcesAnAlertOnceAndItsEndOnce() {
        raise(130);
        raise(140);
        assertEquals(1, deliver());
        assertEquals(0, deliver());

        Webhook.Posted posted = webhook.posted().get(0);
        assertEquals("POST /hook", posted.request());
        assertEquals("Bearer s3cret", posted.headers().get("Authorization"));
        assertEquals("application/json", posted.headers().get("Content-Type"));
        JsonObject body = (JsonObject) Parsed.value(posted.body());
        assertEquals("raised", body.getString("event"));
        assertEquals("CLOCK_SKEW", body.getString("kind"));
        assertEquals("WARNING", body.getString("severity"));
        assertEquals("A store", body.getString("store"));
        assertEquals("POS-1", body.getString("terminal"));
        assertEquals("The clock of till POS-1 in A store is 130 seconds fast.", body.getString("what"));
        assertEquals(alert().toString(), body.getString("alert_id"));
        assertEquals("2026-11-22T10:00:00.123456Z", body.getString("first_at"));

        resolve();
        app.clock().pass(Duration.ofMinutes(9));
        assertEquals(0, deliver());
        app.clock().pass(Duration.ofMinutes(1));
        assertEquals(1, deliver());
        assertEquals(List.of("raised", "resolved"), events());
    }

    @Test
    void aFlappingCauseIsAnnouncedOnce() {
        for (int i = 0; i < 5; i++) {
            raise(130);
            deliver();
            app.clock().pass(Duration.ofMinutes(1));
            resolve();
            app.clock().pass(Duration.ofMinutes(8));
            deliver();
        }
        app.clock().pass(Duration.ofMinutes(2));
        deliver();

        assertEquals(List.of("raised", "resolved"), events());
    }

    @Test
    void aFailedDeliveryIsRetriedWithTheSameKeyUntilItArrives() {
        webhook.answer(500);
        raise(130);
        assertEquals(0, deliver());
        assertEquals(0, deliver(), "not at once");
        assertEquals(1, webhook.posted().size());
        assertEquals("The webhook answered 500.", app.value("select last_error from notification"));

        app.clock().pass(Duration.ofSeconds(10));
        webhook.answer(302);
        assertEquals(0, deliver(), "redirects are not followed");
        app.clock().pass(Duration.ofSeconds(20));
        webhook.answer(200);
        assertEquals(1, deliver());

        assertEquals(3, webhook.posted().size());
        assertEquals(
                1,
                webhook.posted().stream()
                        .map(posted -> posted.headers().get("Idempotency-Key"))
                        .distinct()
                        .count());
        assertTrue(webhook.posted().stream().allMatch(posted -> posted.request().equals("POST /hook")));
        assertEquals("3", app.value("select attempts from notification where sent_at is not null"));
    }

    @Test
    void aDeliveryIsGivenUpAfterADay() {
        webhook.answer(503);
        raise(130);
        for (int hours = 0; hours <= 24; hours++) {
            deliver();
            app.clock().pass(Duration.ofHours(1));
        }
        int attempts = webhook.posted().size();
        assertEquals(25, attempts);
        assertEquals("1", app.value("select count(*) from notification where given_up_at is not null"));

        deliver();
        assertEquals(attempts, webhook.posted().size());
    }

    @Test
    void aRestartBetweenQueuingAndSendingLosesNothing() {
        raise(130);
        app.close();
        app = app(Map.of());

        assertEquals(1, deliver());
        assertEquals(List.of("raised"), events());
        assertEquals(0, deliver());
    }

    @Test
    void aDeliveryClaimedBeforeACrashIsSentWhenItsLeaseExpires() {
        raise(130);
        Optional<ClaimedDelivery> claimed = app.bean(AlertDeliveryQueue.class).claim(Set.of(DeliveryChannel.WEBHOOK));
        assertTrue(claimed.isPresent());
        assertEquals(0, deliver());

        app.clock().pass(AlertDeliveryQueue.LEASE_LENGTH.plusSeconds(1));
        assertEquals(1, deliver());

        app.bean(AlertDeliveryQueue.class).failed(claimed.get(), "too late");
        assertEquals("t", app.value("select sent_at is not null and last_error is null from notification"));
        assertEquals(0, deliver());
    }

    @Test
    void concurrentServersSendEachDeliveryOnce() {
        for (int i = 2; i <= 21; i++) {
            app.bean(Alerts.class).raise(Cause.lowDisk(app.terminal(store, i), i));
        }
        Callable<Integer> delivery = this::deliver;
        int sent = Concurrently.call(List.of(delivery, delivery, delivery)).stream()
                .mapToInt(Integer::intValue)
                .sum();

        assertEquals(20, sent);
        assertEquals(20, webhook.posted().size());
        assertEquals(
                20,
                webhook.posted().stream().map(Webhook.Posted::body).distinct().count());
    }

    @Test
    void theEndIsNotAnnouncedBeforeTheStart() {
        webhook.answer(500);
        raise(130);
        deliver();
        resolve();
        app.clock().pass(Duration.ofMinutes(11));
        deliver();
        webhook.answer(200);
        app.clock().pass(Duration.ofMinutes(1));
        deliver();

        assertEquals(List.of("raised", "raised", "raised", "resolved"), events());
    }

    @Test
    void anAlertThatGotWorseIsAnnouncedAgain() {
        Cause warning = Cause.peripheral(till, Severity.WARNING, "receipt_printer", "paper low");
        Cause critical = Cause.peripheral(till, Severity.CRITICAL, "receipt_printer", "no paper");
        app.bean(Alerts.class).raise(warning);
        app.bean(Alerts.class).acknowledge(alert(), "", "mary");
        app.bean(Alerts.class).raise(critical);
        app.bean(Alerts.class).raise(warning);
        app.bean(Alerts.class).raise(critical);
        deliver();

        assertEquals(List.of("raised", "worse"), events());
    }

    @Test
    void alertsBelowTheLeastSeverityAreNotAnnounced() {
        app.close();
        app = app(Map.of("saleflex.office.alert.severity", "CRITICAL"));
        raise(130);
        app.bean(AlertScan.class).scan();
        assertEquals(0, deliver());

        app.bean(Alerts.class).raise(Cause.receiptGap(till, 3, 1, "17"));
        assertEquals(1, deliver());
    }

    @Test
    void anAlertInMaintenanceIsAnnouncedOnlyIfStillOpenAfterwards() {
        TerminalRef other = app.terminal(store, 2);
        app.bean(MaintenanceWindows.class)
                .plan(
                        new MaintenanceSpec(
                                store.id(),
                                null,
                                app.clock().instant().atOffset(ZoneOffset.UTC),
                                app.clock().instant().atOffset(ZoneOffset.UTC).plusHours(1),
                                "New switch"),
                        "mary");
        raise(130);
        app.bean(Alerts.class).raise(Cause.lowDisk(other, 5));
        app.bean(AlertScan.class).scan();
        assertEquals(0, deliver());
        app.bean(Alerts.class).resolve(Cause.key(other, AlertKind.LOW_DISK));

        app.clock().pass(Duration.ofHours(1));
        app.bean(AlertScan.class).scan();
        deliver();
        assertEquals(List.of("raised"), events());
        assertTrue(webhook.posted().get(0).body().contains("CLOCK_SKEW"));
    }

    @Test
    void aMutedAlertIsAnnouncedWhenTheMuteEnds() {
        app.close();
        app = app(Map.of("saleflex.office.webhook.url", ""));
        raise(130);
        app.bean(Alerts.class)
                .mute(alert(), app.clock().instant().atOffset(ZoneOffset.UTC).plusHours(1), "mary");
        app.close();
        app = app(Map.of());
        app.bean(AlertScan.class).scan();
        assertEquals(0, deliver());

        app.clock().pass(Duration.ofHours(1));
        app.bean(AlertScan.class).scan();
        assertEquals(1, deliver());
    }

    @Test
    void aSilentTillIsAnnouncedOnceItCannotBeOneOfMany() {
        List<TerminalRef> tills = List.of(till, app.terminal(store, 2), app.terminal(store, 3));
        List<SilentTerminal> silent = tills.stream()
                .map(each -> new SilentTerminal(each, app.clock().instant().atOffset(ZoneOffset.UTC)))
                .toList();
        SilenceAlerts silences = app.bean(SilenceAlerts.class);
        silences.update(store, silent.subList(0, 1), 2);
        silences.update(store, silent.subList(0, 2), 1);
        app.bean(AlertScan.class).scan();
        assertEquals(0, deliver());
        silences.update(store, silent, 0);
        assertEquals(1, deliver());
        app.clock().pass(Duration.ofMinutes(1));
        app.bean(AlertScan.class).scan();
        assertEquals(0, deliver());
        assertTrue(webhook.posted().get(0).body().contains("3 tills in A store stopped reporting in at the same time"));

        silences.update(store, List.of(), 3);
        app.clock().pass(Duration.ofMinutes(20));
        deliver();
        assertEquals(List.of("raised", "resolved"), events());
        TerminalRef alone = tills.get(2);
        silences.update(
                store, List.of(new SilentTerminal(alone, app.clock().instant().atOffset(ZoneOffset.UTC))), 2);
        assertEquals(0, deliver());
        app.clock().pass(Duration.ofSeconds(30));
        app.bean(AlertScan.class).scan();
        assertEquals(1, deliver());
        assertTrue(
                webhook.posted().get(2).body().contains("Till POS-3"),
                webhook.posted().get(2).body());
    }

    @Test
    void aForbiddenWebhookIsNotCalledAndTheDeliveryIsKept() {
        app.close();
        app = app(Map.of("saleflex.office.webhook.url", webhook.url().replace("127.0.0.1", "0.0.0.0")));
        raise(130);
        assertEquals(0, deliver());
        assertEquals(List.of(), webhook.posted());
        app.clock().pass(Duration.ofMinutes(1));

        app.close();
        Duration passed = Duration.ofMinutes(2);
        app = app(Map.of());
        app.clock().pass(passed);
        assertEquals(1, deliver());
        assertFalse(webhook.posted().isEmpty());
        assertNotEquals("0", app.value("select attempts from notification"));
    }

    @Test
    void aDeliveryOverAChannelThatIsSwitchedOffIsGivenUpAfterADay() {
        raise(130);
        app.close();
        app = app(Map.of("saleflex.office.webhook.url", ""));
        assertEquals(0, deliver());
        assertEquals("0", app.value("select count(*) from notification where given_up_at is not null"));
        app.clock().pass(Duration.ofDays(1));
        assertEquals(0, deliver());
        assertEquals("1", app.value("select count(*) from notification where given_up_at is not null"));
    }
}
