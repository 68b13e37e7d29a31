package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sender runs on the caller's thread, so that the outcome of each step can be asserted at once. */
class TillTest {
    private static final String ERROR = "{\"status\":\"error\",\"message\":\"database away\"}";

    private final ScriptedOffice office = new ScriptedOffice();
    private final Tally tally = new Tally();
    private final Ledger ledger = Ledger.of(null);
    private OfficeClient client;

    private Till till(String... more) {
        String[] arguments = new String[more.length + 4];
        List.of("--url", office.url(), "--cancel", "0").toArray(arguments);
        System.arraycopy(more, 0, arguments, 4, more.length);
        Options options = Options.of(arguments);
        client = new OfficeClient(options);
        Till till = new Till(options, 0, client, tally, ledger, CornerShop.CLOCK, Runnable::run);
        assertNull(till.boot());
        return till;
    }

    @AfterEach
    void close() {
        client.close();
        office.close();
    }

    @Test
    void bootsWithHealthThenInitAndContinuesWithTheServersCounters() {
        office.shop(CornerShop.at(57, 4));
        till().sell();
        assertEquals(List.of("health", "init", "transactions"), office.calls());
        assertEquals("20261122-0004-000057", value(office.posts().get(0), "transaction_unique_id"));
        assertTrue(office.posts()
                .get(0)
                .startsWith("{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\","
                        + "\"terminal_code\":\"T0001\",\"pos_id\":7,\"transactions\":[{\"head\":{\"id\":"));
    }

    @Test
    void cannotStartWithoutRequiredMasterData() {
        Till till = till();
        Shop full = CornerShop.at(1, 1);
        office.shop(new Shop(
                full.cashiers(),
                full.store(),
                full.currencies(),
                null,
                null,
                full.products(),
                null,
                null,
                null,
                full.posSettings(),
                null,
                null));
        assertEquals("init brought no transaction_sequences", till.boot());
    }

    @Test
    void continuesAfterAFailureAndRetriesOldestFirst() {
        Till till = till();
        office.answerNext(503, ERROR);
        till.sell();
        assertEquals(1, till.waiting());
        office.answerNext(200, "{\"status\":\"ok\",\"accepted\":0,\"rejected\":1}");
        till.sell();
        assertEquals(1, till.waiting());
        till.flush();
        assertEquals(0, till.waiting());
        assertEquals(
                List.of("000001", "000001", "000002", "000001"),
                office.posts().stream()
                        .map(post -> value(post, "transaction_unique_id").substring(14))
                        .toList());
        assertEquals("sent 2, accepted 2, re-sent 2, rejected 1, failed 1, waiting 0, closures 0", tally.toString());
        assertTrue(
                ledger.lines().get(0).matches("[0-9a-f-]{36}\t20261122-0001-000002\tT0001\t2\t\\d+\\.\\d{2}"),
                ledger.lines().get(0));
        assertEquals(2, ledger.lines().size());
    }

    @Test
    void aReSendHasTheSameItemAndTheCurrentCounters() {
        Till till = till();
        office.hangUpNext();
        till.sell();
        till.flush();
        String first = office.posts().get(0);
        String again = office.posts().get(1);
        assertEquals(withoutSequences(first), withoutSequences(again));
        assertTrue(
                first.endsWith("[{\"name\":\"ReceiptNumber\",\"value\":1},{\"name\":\"ClosureNumber\",\"value\":1}]}"));
        assertTrue(
                again.endsWith("[{\"name\":\"ReceiptNumber\",\"value\":2},{\"name\":\"ClosureNumber\",\"value\":1}]}"));
    }

    private static String withoutSequences(String post) {
        return post.substring(0, post.indexOf("\"sequences\""));
    }

    @Test
    void retriesWithoutLimit() {
        Till till = till();
        for (int n = 0; n < 30; n++) {
            office.answerNext(404, ERROR);
        }
        till.sell();
        for (int n = 0; n < 29; n++) {
            till.flush();
        }
        assertTrue(till.oldestFailure().contains("tried 30 times: HTTP 404"), till.oldestFailure());
        till.flush();
        assertEquals(0, till.waiting());
        assertEquals(31, office.posts().size());
    }

    @Test
    void refreshesAfterClosingTheDay() {
        Till till = till("--close-every", "2");
        till.sell();
        till.sell();
        assertEquals(
                List.of("health", "init", "transactions", "transactions", "closures", "health", "init"),
                office.calls());
        String closure = office.posts().get(2);
        assertEquals("20261122-0001", value(closure, "closure_unique_id"));
        assertTrue(closure.endsWith(
                "[{\"name\":\"ReceiptNumber\",\"value\":1},{\"name\":\"ClosureNumber\",\"value\":2}]}"));
        office.answerNext(500, ERROR);
        till.sell();
        assertEquals("20261122-0001-000001", value(office.posts().get(0), "transaction_unique_id"));
        // the scripted server still says closure 1: ignored
        assertEquals("20261122-0002-000001", value(office.posts().get(3), "transaction_unique_id"));
    }

    @Test
    void aClosureMayOvertakeADocumentAndThenCausesNoRefresh() {
        Till till = till();
        office.answerNext(503, ERROR);
        till.sell();
        office.answerNext(503, ERROR);
        till.closeDay();
        assertEquals(
                List.of("transactions", "transactions", "closures"),
                office.calls().subList(2, 5));
        assertEquals(5, office.calls().size());
        assertEquals(1, till.waiting());
        assertEquals(1, tally.closures());
        till.flush();
        assertEquals(6, office.calls().size());
        assertEquals(0, tally.refreshes());
    }

    @Test
    void aDeliberateReSendIsIdentical() {
        Till till = till("--resend", "1");
        till.sell();
        assertEquals(2, office.posts().size());
        assertEquals(office.posts().get(0), office.posts().get(1));
        till.sell();
        assertNotEquals(office.posts().get(1), office.posts().get(2));
        assertEquals(2, ledger.lines().size());
    }

    private static String value(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertTrue(value.find(), () -> "no " + name + " in " + json);
        return value.group(1);
    }
}
