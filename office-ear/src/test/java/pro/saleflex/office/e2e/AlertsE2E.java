package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What raises an alert by itself: ten simulated tills, in a separate process, in a store of this class's own. The tests
 * run concurrently, because they mostly wait.
 */
class AlertsE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final String OF_STORE = " from terminal_status s join store on store.id = s.store_id"
            + " where store.store_code = 'STORE-ALERTS' and s.state in ";
    private static final String STANDING = " from alert a join store on store.id = a.store_id"
            + " where store.store_code = 'STORE-ALERTS' and a.kind = 'SILENT' and a.resolved_at is null";
    private static final int TILLS = 10;

    /** Late after 2.8 s and silent after 10 at this interval; StatusE2E waits at the usual one. */
    private static final int HEARTBEAT_SECONDS = 2;

    private static OfficeServer office;
    private static Calls calls;
    private static List<OfficeServer.Terminal> tills;

    private Process simulator;

    @BeforeAll
    static void openStore() {
        office = OfficeServer.shared();
        calls = new Calls(office);
        HttpResponse<String> created = calls.post(
                "/admin/stores",
                "{\"office_code\":\"OFFICE-ALERTS\",\"store_code\":\"STORE-ALERTS\",\"name\":\"A store\","
                        + "\"time_zone\":\"Europe/Istanbul\",\"currency\":\"TRY\"}",
                "Authorization",
                ADMIN);
        assertEquals(201, created.statusCode(), created.body());
        String store = json(created).getString("id");
        HttpResponse<String> demo =
                calls.get("/pos/init?office_code=OFFICE-001&store_code=STORE-001&terminal_code=POS-001");
        HttpResponse<String> imported =
                calls.method("PUT", "/admin/stores/" + store + "/reference", demo.body(), "Authorization", ADMIN);
        assertEquals(200, imported.statusCode(), imported.body());
        tills = office.terminals("STORE-ALERTS", TILLS);
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.destroyForcibly();
        }
    }

    private void startSimulator() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "pro.saleflex.office.simulator.Simulator",
                "--url",
                office.api(),
                "--office",
                "OFFICE-ALERTS",
                "--store",
                "STORE-ALERTS",
                "--heartbeat",
                Integer.toString(HEARTBEAT_SECONDS),
                "--duration",
                "600"));
        command.addAll(OfficeServer.simulated(tills));
        simulator = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of(System.getProperty("office.work"), "e2e", "simulator.log")
                        .toFile())
                .start();
        awaitAll("online", "('ONLINE')");
        OfficeServer.await("no till is silent", () -> standing().equals("0"));
    }

    /** Waits until all tills are in one of these states; returns how long that took. */
    private static Duration awaitAll(String what, String states) {
        Instant start = Instant.now();
        OfficeServer.await("all tills are " + what, () -> office.value("select count(*)" + OF_STORE + states)
                .equals(Integer.toString(TILLS)));
        return Duration.between(start, Instant.now());
    }

    private static String standing() {
        return office.value("select count(*)" + STANDING);
    }

    private static void assertWithin(int seconds, Duration time, String what) {
        assertTrue(time.compareTo(Duration.ofSeconds(seconds)) < 0, what + " after " + time);
    }

    private static void post(String path, String body) {
        HttpResponse<String> answer =
                calls.post(path, body.replace("OFFICE-001", "OFFICE-ALERTS").replace("STORE-001", "STORE-ALERTS"));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void missingReceiptsOfAPeriodClosedLongAgoAndTwoReceiptsWithOneNumberRaiseAlerts() throws Exception {
        OfficeServer.Terminal terminal = office.terminals("STORE-ALERTS", 1).get(0);
        String code = terminal.code();
        String till = terminal.id();
        String twice = Calls.sale(7, 3);
        post("/pos/transactions", envelope(code, Calls.sale(7, 1), twice));
        post("/pos/closures", Calls.closure(code, 7, 3));
        String other = twice.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\"");
        post("/pos/transactions", envelope(code, other.replace("\"closure_number\":7", "\"closure_number\":8")));
        office.closedLongAgo(till);
        try {
            String fromAlert = " from alert where resolved_at is null and terminal_id = '" + till + "' and kind = ";
            OfficeServer.await("the repeated number is an alert", () -> "8 / 3"
                    .equals(office.value("select facts::json->>'receipt'" + fromAlert + "'SAME_NUMBER'")));
            OfficeServer.await("the gap is an alert", () -> "2"
                    .equals(office.value("select facts::json->>'numbers'" + fromAlert + "'RECEIPT_GAP'")));
            // Once a minute, like the alert, but five seconds before it: so this may be a minute later.
            OfficeServer.await("the gap is counted for the board", () -> "1"
                    .equals(office.value("select gaps from terminal_status where terminal_id = '" + till + "'")));
        } finally {
            office.closedJustNow(till);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void killedTillsRaiseOneAlertUntilTheyAreBackAndTillsThatSayGoodbyeRaiseNone() throws Exception {
        startSimulator();
        Instant killed = Instant.now();
        simulator.destroyForcibly();
        assertWithin(6, awaitAll("late", "('LATE', 'SILENT')"), "late");
        awaitAll("silent", "('SILENT')");
        OfficeServer.await("one alert names all tills", () -> (TILLS + "")
                .equals(office.value("select facts::json->>'number'" + STANDING)));
        assertWithin(14, Duration.between(killed, Instant.now()), "one alert about all tills");
        assertEquals("1", standing());
        assertEquals(
                tills.stream().map(OfficeServer.Terminal::code).collect(Collectors.joining(", ")),
                office.value("select facts::json->>'tills'" + STANDING));
        assertEquals(
                "10",
                office.value("select count(*) from alert_terminal where alert_id in (select a.id" + STANDING + ")"));

        startSimulator();
        String before = office.value("select count(*) from alert where kind = 'SILENT'");
        simulator.destroy();
        assertWithin(2, awaitAll("closed", "('CLOSED')"), "closed");
        assertTrue(simulator.waitFor() >= 0);
        Thread.sleep(3_000);
        awaitAll("still closed", "('CLOSED')");
        assertEquals(before, office.value("select count(*) from alert where kind = 'SILENT'"));
        assertEquals("0", standing());
    }
}
