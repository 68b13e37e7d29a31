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
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What raises an alert by itself: ten simulated tills, in a separate process, in a store of this class's own. */
class AlertsE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final String OF_STORE = " from terminal_status s join store on store.id = s.store_id"
            + " where store.store_code = 'STORE-ALERTS' and s.state in ";
    private static final String STANDING = " from alert a join store on store.id = a.store_id"
            + " where store.store_code = 'STORE-ALERTS' and a.kind = 'SILENT' and a.resolved_at is null";
    private static final int TILLS = 10;

    private static OfficeServer office;
    private static Calls calls;

    private Process simulator;

    @BeforeAll
    static void openStore() {
        office = OfficeServer.shared();
        calls = new Calls(office);
        String store = create(
                "stores",
                "\"store_code\":\"STORE-ALERTS\",\"name\":\"A store\",\"time_zone\":\"Europe/Istanbul\","
                        + "\"currency\":\"TRY\"");
        HttpResponse<String> demo =
                calls.get("/pos/init?office_code=OFFICE-001&store_code=STORE-001&terminal_code=POS-001");
        HttpResponse<String> imported =
                calls.method("PUT", "/admin/stores/" + store + "/reference", demo.body(), "Authorization", ADMIN);
        assertEquals(200, imported.statusCode(), imported.body());
        for (int number = 1; number <= TILLS; number++) {
            create(
                    "terminals",
                    String.format(
                            Locale.ROOT,
                            "\"store_code\":\"STORE-ALERTS\",\"terminal_code\":\"T%04d\",\"number\":%d,"
                                    + "\"trusted_networks\":[\"127.0.0.1/32\"]",
                            number,
                            number));
        }
    }

    private static String create(String what, String members) {
        HttpResponse<String> answer = calls.post(
                "/admin/" + what, "{\"office_code\":\"OFFICE-ALERTS\"," + members + "}", "Authorization", ADMIN);
        assertEquals(201, answer.statusCode(), answer.body());
        return json(answer).getString("id");
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.destroyForcibly();
        }
    }

    private void startSimulator() throws IOException {
        simulator = new ProcessBuilder(List.of(
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
                        "--terminals",
                        Integer.toString(TILLS),
                        "--duration",
                        "600"))
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
    void missingReceiptsOfAPeriodClosedLongAgoAndTwoReceiptsWithOneNumberRaiseAlerts() throws Exception {
        String till = create(
                "terminals",
                "\"store_code\":\"STORE-ALERTS\",\"terminal_code\":\"T0011\",\"number\":11,"
                        + "\"trusted_networks\":[\"127.0.0.1/32\"]");
        String twice = Calls.sale(7, 3);
        post("/pos/transactions", envelope("T0011", Calls.sale(7, 1), twice));
        post("/pos/closures", Calls.closure("T0011", 7, 3));
        String other = twice.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\"");
        post("/pos/transactions", envelope("T0011", other.replace("\"closure_number\":7", "\"closure_number\":8")));
        office.closedLongAgo(till);
        try {
            String fromAlert = " from alert where resolved_at is null and terminal_id = '" + till + "' and kind = ";
            OfficeServer.await("the repeated number is an alert", () -> "8 / 3"
                    .equals(office.value("select facts::json->>'receipt'" + fromAlert + "'SAME_NUMBER'")));
            OfficeServer.await("the gap is an alert", () -> "2"
                    .equals(office.value("select facts::json->>'numbers'" + fromAlert + "'RECEIPT_GAP'")));
            assertEquals("1", office.value("select gaps from terminal_status where terminal_id = '" + till + "'"));
        } finally {
            office.closedJustNow(till);
        }
    }

    @Test
    void killedTillsRaiseOneAlertUntilTheyAreBackAndTillsThatSayGoodbyeRaiseNone() throws Exception {
        startSimulator();
        Instant killed = Instant.now();
        simulator.destroyForcibly();
        assertWithin(10, awaitAll("late", "('LATE', 'SILENT')"), "late");
        awaitAll("silent", "('SILENT')");
        OfficeServer.await("one alert names all tills", () -> (TILLS + "")
                .equals(office.value("select facts::json->>'number'" + STANDING)));
        assertWithin(25, Duration.between(killed, Instant.now()), "one alert about all tills");
        assertEquals("1", standing());
        assertEquals(
                "T0001, T0002, T0003, T0004, T0005, T0006, T0007, T0008, T0009, T0010",
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
