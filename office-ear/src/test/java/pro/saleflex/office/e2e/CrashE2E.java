package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import pro.saleflex.office.simulator.Tills;

/**
 * What was acknowledged is on disk, and nothing is acknowledged while the database is away. Kills are in package
 * {@code faults}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashE2E {
    /** The real client's time-out (protocol reference, section 1). */
    private static final Duration TILL_TIMEOUT = Duration.ofSeconds(10);

    private static final String COUNTERS = "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\","
            + "\"terminal_code\":\"POS-001\",\"pos_id\":1,\"sequences\":[]}";

    private static OfficeServer office;

    @BeforeAll
    static void start() {
        office = new OfficeServer("crash", Map.of());
        office.deleteHome();
        office.start();
    }

    @AfterAll
    static void stop() {
        office.discard();
    }

    @Test
    @Order(1)
    void commitsAreFlushedToDisk() throws SQLException {
        long before = Long.parseLong(office.value("select sum(fsyncs) from pg_stat_io where object = 'wal'"));
        long documents = sell(tills -> tills.tally().accepted() >= 50);
        long after = Long.parseLong(office.value("select sum(fsyncs) from pg_stat_io where object = 'wal'"));

        assertEquals("on", office.value("show fsync"));
        assertEquals("on", office.value("show full_page_writes"));
        assertEquals("on", office.value("show synchronous_commit"));
        assertTrue(documents >= 50);
        assertTrue(after > before, "commits were not flushed: " + before + " -> " + after);
    }

    @Test
    @Order(2)
    void tillsGet503WhileTheDatabaseIsAwayAndDocumentsAreStoredAgainAfterwards() throws SQLException {
        Calls calls = new Calls(office);
        try (Tills tills = Tills.boot(office.busyTills("--resend", "0.1"))) {
            tills.open();
            OfficeServer.await(
                    "some documents are acknowledged", () -> tills.tally().accepted() > 20);
            office.lockOutApplication(true);
            OfficeServer.await("health says so", () -> calls.get("/health").statusCode() == 503);
            long stopped = tills.tally().accepted();
            Instant until = Instant.now().plus(Duration.ofSeconds(5)); // each till tries at least once
            OfficeServer.await("five seconds have passed", () -> Instant.now().isAfter(until));
            assertEquals(stopped, tills.tally().accepted(), "nothing is acknowledged without a database");
            office.lockOutApplication(false);
            OfficeServer.await("documents flow again", () -> tills.tally().accepted() > stopped + 20);
            assertTrue(tills.stop(), () -> "not every document was acknowledged in the end: " + tills.tally());
            assertEquals(0, tills.tally().rejected());
            assertStoredOnce(tills.ledger().lines());
        }
    }

    @Test
    @Order(3)
    void tillsGet503AtOnceWhileTheDatabaseHangs() throws SQLException {
        Calls calls = new Calls(office);
        try (Tills tills = Tills.boot(office.busyTills("--resend", "0.1"))) {
            tills.open();
            OfficeServer.await(
                    "some documents are acknowledged", () -> tills.tally().accepted() > 20);
            office.freezeDatabase(true);
            try {
                OfficeServer.await("health says so", () -> calls.get("/health").statusCode() == 503);
                Instant asked = Instant.now();
                assertEquals(503, calls.post("/pos/sequences", COUNTERS).statusCode());
                assertTrue(
                        Duration.between(asked, Instant.now()).compareTo(TILL_TIMEOUT) < 0,
                        "the till gave up before it got its response");
            } finally {
                office.freezeDatabase(false);
            }
            long stopped = tills.tally().accepted();
            OfficeServer.await("documents flow again", () -> tills.tally().accepted() > stopped + 20);
            assertTrue(tills.stop(), () -> "not every document was acknowledged in the end: " + tills.tally());
            assertEquals(0, tills.tally().rejected());
            assertStoredOnce(tills.ledger().lines());
        }
    }

    private static long sell(java.util.function.Predicate<Tills> until) {
        try (Tills tills = Tills.boot(office.busyTills("--resend", "0.1"))) {
            tills.open();
            OfficeServer.await("enough is sold", () -> until.test(tills));
            assertTrue(tills.stop(), "every document was acknowledged");
            return tills.tally().accepted();
        }
    }

    private static void assertStoredOnce(List<String> ledger) throws SQLException {
        Set<String> acknowledged = new HashSet<>();
        ledger.forEach(line -> acknowledged.add(line.split("\t", -1)[0]));
        Set<String> stored = new HashSet<>();
        try (Connection connection = office.database();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select document_id, count(*) from journal_entry group by document_id")) {
            while (rows.next()) {
                stored.add(rows.getString(1));
                assertEquals(1, rows.getInt(2), "stored more than once: " + rows.getString(1));
            }
        }
        assertTrue(acknowledged.size() > 20, "the ledger contains what was acknowledged");
        acknowledged.removeAll(stored);
        assertEquals(Set.of(), acknowledged, "acknowledged but not stored");
    }
}
