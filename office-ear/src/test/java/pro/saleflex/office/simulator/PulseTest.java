package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PulseTest {
    private final ScriptedOffice office = new ScriptedOffice();
    private final Tally tally = new Tally();
    private OfficeClient client;

    private Till till(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--url", office.url(), "--cancel", "0"));
        arguments.addAll(List.of(more));
        Options options = Options.of(arguments.toArray(String[]::new));
        client = new OfficeClient(options);
        Till till = new Till(options, 0, client, tally, Ledger.of(null), CornerShop.CLOCK, Runnable::run);
        assertNull(till.boot());
        return till;
    }

    @AfterEach
    void close() {
        client.close();
        office.close();
    }

    @Test
    void aHeartbeatReportsTheStateOfTheTill() {
        office.shop(CornerShop.at(57, 4));
        Till till = till();
        till.sell();
        assertTrue(till.beat());
        assertTrue(till.beat());
        String first = office.heartbeats().get(0);
        assertTrue(
                first.startsWith("{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\","
                        + "\"terminal_code\":\"T0001\",\"sent_at\":\"2026-11-22T10:11:12.123456Z\","
                        + "\"activity\":\"selling\","),
                first);
        assertTrue(
                first.endsWith(
                        "\"pos_id\":7,\"cashier\":\"m.jones\",\"open_closure_number\":4,\"last_receipt_number\":57,"
                                + "\"waiting_documents\":0}"),
                first);
        assertTrue(office.heartbeats().get(1).contains("\"activity\":\"idle\""));
    }

    @Test
    void aHeartbeatReportsWaitingDocuments() {
        Till till = till();
        office.answerNext(503, "{}");
        till.sell();
        till.beat();
        assertTrue(office.heartbeats().get(0).endsWith("\"waiting_documents\":1,\"oldest_waiting_seconds\":0}"));
    }

    @Test
    void onlyAnotherGoodbyeFollowsAGoodbye() {
        Till till = till("--drop", "1");
        assertFalse(till.beat());
        till.goodbye();
        till.goodbye();
        assertTrue(till.beat());
        assertEquals(2, office.heartbeats().size());
        assertTrue(office.heartbeats().stream().allMatch(beat -> beat.contains("\"activity\":\"closed\"")));
    }

    @Test
    void dropsTheGivenShare() {
        Till till = till("--drop", "0.3");
        int dropped = 0;
        for (int i = 0; i < 200; i++) {
            dropped += till.beat() ? 0 : 1;
        }
        assertEquals(200 - dropped, office.heartbeats().size());
        assertTrue(dropped > 40 && dropped < 80, "dropped " + dropped);
    }

    @Test
    void reportsTheGivenShareOutOfPaper() {
        Till till = till("--printer-error", "0.3");
        for (int i = 0; i < 200; i++) {
            till.beat();
        }
        long reported = office.heartbeats().stream()
                .filter(beat -> beat.contains("out of paper"))
                .count();
        assertTrue(reported > 40 && reported < 80, "reported " + reported);
    }

    @Test
    void aFailedHeartbeatIsToBeRetried() {
        Till till = till();
        office.refuseHeartbeats(true);
        assertFalse(till.beat());
        office.refuseHeartbeats(false);
        assertTrue(till.beat());
        office.vanish();
        assertFalse(till.beat());
    }

    @Test
    void requestedReceiptsAreResentUnchanged() {
        Till till = till();
        for (int i = 0; i < 4; i++) {
            till.sell();
        }
        office.ask("{\"type\":\"resend\",\"closure_number\":1,\"from\":2,\"to\":3}");
        till.beat();
        List<String> posts = office.posts();
        assertEquals(6, posts.size());
        assertEquals(withoutSequences(posts.get(1)), withoutSequences(posts.get(4)));
        assertEquals(withoutSequences(posts.get(2)), withoutSequences(posts.get(5)));
        assertEquals(2, tally.resent());
        assertEquals(4, tally.accepted());
    }

    private static String withoutSequences(String post) {
        return post.substring(0, post.indexOf("\"sequences\""));
    }

    @Test
    void masterDataIsRefreshedOnRequest() {
        Till till = till();
        office.ask("{\"type\":\"refresh\"},{\"type\":\"dance\"}");
        till.beat();
        assertEquals(List.of("health", "init", "health", "init"), office.calls());
        assertEquals(1, tally.refreshes());
    }

    @Test
    void tillsSendHeartbeatsAndSayGoodbye() throws InterruptedException {
        till();
        try (Tills tills = Tills.boot(
                Options.of("--url", office.url(), "--terminals", "2", "--heartbeat", "0.1", "--close-every", "0"))) {
            while (office.heartbeats().size() < 8) {
                Thread.sleep(10);
            }
            assertTrue(tills.stop());
        }
        assertEquals(
                4,
                office.heartbeats().stream()
                        .filter(beat -> beat.contains("closed"))
                        .count(),
                "each when selling stops, and again after its last documents");
    }

    @Test
    void withoutHeartbeatsThereIsNoGoodbye() {
        till();
        try (Tills tills = Tills.boot(Options.of("--url", office.url(), "--heartbeat", "0"))) {
            assertTrue(tills.stop());
        }
        assertEquals(List.of(), office.heartbeats());
    }

    @ParameterizedTest
    @CsvSource({"2d, P2D", "-90s, PT-90S", "15m, PT15M", "3h, PT3H", "0s, PT0S"})
    void skewIsADurationWithItsUnit(String text, Duration skew) {
        till();
        assertEquals(skew, Options.of("--skew", text).skew());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "d", "2w", "1.5h", "--2d", ""})
    void invalidSkewIsRejected(String text) {
        till();
        assertThrows(IllegalArgumentException.class, () -> Options.of("--skew", text));
    }
}
