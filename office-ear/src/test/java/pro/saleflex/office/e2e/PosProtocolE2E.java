package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;
import static pro.saleflex.office.e2e.Calls.sample;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The terminals' REST protocol, call by call, as an unmodified terminal speaks it. */
class PosProtocolE2E {
    private static final String CODES = "office_code=OFFICE-001&store_code=STORE-001&terminal_code=";

    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
    }

    @Test
    void healthSaysWhatTheTerminalExpects() {
        HttpResponse<String> answer = calls.get("/health");

        assertEquals(200, answer.statusCode());
        assertEquals("ok", json(answer).getString("status"));
        assertEquals("SaleFlex.OFFICE", json(answer).getString("service"));
    }

    @Test
    void healthTellsStrangersOnlyTheStatus() {
        HttpResponse<String> answer = calls.get("/health", "X-Forwarded-For", "192.0.2.30");

        assertEquals(200, answer.statusCode());
        assertEquals(Set.of("status", "service"), json(answer).keySet());
    }

    @Test
    void healthListsEveryTimer() {
        JsonArray timers = json(calls.get("/health")).getJsonArray("timers");

        assertTrue(timers.size() >= 9, timers.toString());
        for (JsonObject timer : timers.getValuesAs(JsonObject.class)) {
            assertFalse(timer.getBoolean("stale"), timer.toString());
            assertEquals(0, timer.getInt("failures"), timer.toString());
            if (timer.getString("name").endsWith("-look")) { // each of them every ten seconds or more often
                Instant last = Instant.parse(timer.getString("last_run"));
                assertTrue(last.isAfter(Instant.now().minusSeconds(60)), timer.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction-cash-sale.json",
                "transaction-split-payment-with-campaign.json",
                "transaction-cancelled.json",
                "transaction-full-tree-sale.json",
                "transaction-return.json"
            })
    void realDocumentsAreAcceptedAndStoredOnce(String file) {
        String body = sample(file);

        for (int sent = 1; sent <= 2; sent++) {
            HttpResponse<String> answer = calls.post("/pos/transactions", body);
            assertEquals(200, answer.statusCode());
            assertEquals("ok", json(answer).getString("status"));
            assertEquals(1, json(answer).getInt("accepted"));
            assertEquals(0, json(answer).getInt("rejected"));
        }
        String id = body.replaceAll("(?s).*?\"head\":\\s*\\{\\s*\"id\":\\s*\"([0-9a-f-]+)\".*", "$1");
        assertEquals("1", office.value("select count(*) from journal_entry where document_id = '" + id + "'"));
        assertEquals("1", office.value("select count(*) from sales_document where document_id = '" + id + "'"));
    }

    @Test
    void aClosureIsStoredWithItsSummaries() {
        HttpResponse<String> answer = calls.post("/pos/closures", sample("closure.json"));

        assertEquals(200, answer.statusCode());
        assertEquals(1, json(answer).getInt("accepted"));
        assertEquals(
                "8",
                office.value("select count(*) from closure_summary s join closure c on c.id = s.closure_id"
                        + " where c.closure_id = '11f40893-0d12-46ab-9fe7-6594f4cf3dee'"));
    }

    @Test
    void countersAreStoredAndReturnedWithTheSameIds() {
        String till = office.terminal().code();
        assertEquals(
                2,
                json(calls.post("/pos/sequences", sample("sequences.json").replace("POS-001", till)))
                        .getInt("updated"));

        JsonObject first = json(calls.get("/pos/init?" + CODES + till));
        calls.post(
                "/pos/sequences",
                sample("sequences.json").replace("POS-001", till).replace("42", "43"));
        JsonObject second = json(calls.get("/pos/init?" + CODES + till));

        JsonArray before = first.getJsonObject("data").getJsonArray("transaction_sequences");
        JsonArray after = second.getJsonObject("data").getJsonArray("transaction_sequences");
        assertEquals(42, before.getJsonObject(0).getInt("value"));
        assertEquals(43, after.getJsonObject(0).getInt("value"));
        assertEquals(7, after.getJsonObject(1).getInt("value"));
        assertEquals(
                before.getJsonObject(0).getString("id"), after.getJsonObject(0).getString("id"));
    }

    @Test
    void initContainsAllResourcesAndOnlyTheCallersSettings() {
        String till = office.terminal().code();
        HttpResponse<String> answer = calls.get("/pos/init?" + CODES + till);
        JsonObject data = json(answer).getJsonObject("data");

        assertEquals(200, answer.statusCode());
        assertEquals("ok", json(answer).getString("status"));
        assertEquals(till, json(answer).getString("terminal_code"));
        assertEquals(43, data.size());
        assertEquals(1, data.getJsonArray("pos_settings").size());
        assertEquals(
                office.value("select number from terminal where code = '" + till + "'"),
                data.getJsonArray("pos_settings")
                        .getJsonObject(0)
                        .get("pos_no_in_store")
                        .toString());
        assertTrue(data.getJsonArray("products").size() >= 50);
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304,
                calls.get("/pos/init?" + CODES + till, "If-None-Match", tag).statusCode());
    }

    @Test
    void initIsCompressedIfTheCallerAcceptsIt() {
        String till = office.terminal().code();
        HttpResponse<String> answer = calls.get("/pos/init?" + CODES + till, "Accept-Encoding", "gzip, deflate");

        assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "/pos/init?office_code=OFFICE-001&store_code=STORE-001, 400",
        "/pos/init?office_code=OFFICE-001&store_code=STORE-001&terminal_code=%20, 400",
        "/pos/init?office_code=OFFICE-001&store_code=STORE-999&terminal_code=POS-001, 404",
        "/pos/init?office_code=OFFICE-999&store_code=STORE-001&terminal_code=POS-001, 404",
        "/pos/init?office_code=OFFICE-001&store_code=STORE-001&terminal_code=POS-999, 404",
        "/pos/nothing, 404"
    })
    void aWrongRequestIsAnsweredInTheTerminalsEnvelope(String path, int status) {
        HttpResponse<String> answer = calls.get(path);

        assertEquals(status, answer.statusCode());
        assertEquals("error", json(answer).getString("status"));
        assertFalse(json(answer).getString("message").isBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{\"office_code\":\"OFFICE-001\"}",
                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"POS-001\",\"transactions\":{}}",
                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"POS-001\",\"transactions\":[]} x"
            })
    void anUnreadableBodyIsRefused(String body) {
        HttpResponse<String> answer = calls.post("/pos/transactions", body);

        assertEquals(400, answer.statusCode());
        assertEquals("error", json(answer).getString("status"));
    }

    @Test
    void aTerminalNeedsItsOwnSecret() {
        String secret = office.demoSecret();
        String body = envelope("POS-002", sale(UUID.randomUUID(), "s1"));

        assertEquals(401, calls.post("/pos/transactions", body).statusCode());
        assertEquals(
                401,
                calls.post("/pos/transactions", body, "Authorization", basic("POS-002", "wrong"))
                        .statusCode());
        assertEquals(
                401,
                calls.post("/pos/transactions", body, "Authorization", basic("POS-001", secret))
                        .statusCode());
        assertEquals(
                200,
                calls.post("/pos/transactions", body, "Authorization", basic("POS-002", secret))
                        .statusCode());
        assertEquals(
                200,
                calls.post("/pos/transactions", body, "Authorization", "Bearer " + secret)
                        .statusCode());
        assertEquals(
                200, calls.post("/pos/transactions", body, "X-API-Key", secret).statusCode());
        assertEquals(
                401,
                calls.post("/pos/transactions", envelope("POS-001", sale(UUID.randomUUID(), "s2")), "X-API-Key", secret)
                        .statusCode(),
                "a secret is for one terminal only");
        assertTrue(Integer.parseInt(office.value("select times from refused_caller where terminal_code = 'POS-002'"
                        + " and reason = 'SECRET_WRONG'"))
                >= 2);
    }

    @Test
    void aForwardedRequestIsNotTrustedForItsAddress() {
        String body = envelope("POS-001", sale(UUID.randomUUID(), "f1"));

        assertEquals(
                401,
                calls.post("/pos/transactions", body, "X-Forwarded-For", "127.0.0.1")
                        .statusCode());
        assertEquals(200, calls.post("/pos/transactions", body).statusCode());
    }

    @Test
    void aCallerThatFailsTooOftenIsRefusedForAMinute() {
        String path = "/pos/init?" + CODES + "POS-nobody";
        for (int i = 0; i < 10; i++) {
            assertEquals(404, calls.get(path).statusCode());
        }
        HttpResponse<String> answer = calls.get(path);

        assertEquals(429, answer.statusCode());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void aPoisonedItemDoesNotKeepTheOthersOut() {
        String till = office.terminal().code();
        String[] items = new String[10];
        for (int i = 0; i < items.length; i++) {
            items[i] = sale(UUID.randomUUID(), "batch" + i);
        }
        items[4] = "{\"head\":{\"id\":\"no id\"},\"payments\":[]}";

        JsonObject answer = json(calls.post("/pos/transactions", envelope(till, items)));

        assertEquals(9, answer.getInt("accepted"));
        assertEquals(1, answer.getInt("rejected"));
        assertEquals("9", entries(till));
        assertEquals(
                "1",
                office.value("select count(*) from rejection r join terminal t on t.id = r.terminal_id"
                        + " where t.code = '" + till + "'"));
    }

    @Test
    void twoTerminalsMayUseTheSameNumbers() {
        String till = office.terminal().code();
        String other = office.terminal().code();
        calls.post("/pos/transactions", envelope(till, sale(UUID.randomUUID(), "20261122-0001-000001")));
        calls.post("/pos/transactions", envelope(other, sale(UUID.randomUUID(), "20261122-0001-000001")));

        assertEquals("1", entries(till));
        assertEquals("1", entries(other));
        assertEquals(
                "0",
                office.value("select count(*) from journal_flag f join journal_entry e on e.id = f.entry_id"
                        + " join terminal t on t.id = e.terminal_id where t.code in ('" + till + "', '" + other
                        + "')"));
    }

    @Test
    void theSameIdWithDifferentContentIsStoredBesideTheFirst() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String first = sale(id, "c1");
        calls.post("/pos/transactions", envelope(till, first));

        JsonObject answer =
                json(calls.post("/pos/transactions", envelope(till, first.replace("\"1.0000\"", "\"1.0100\""))));

        assertEquals(1, answer.getInt("accepted"));
        assertEquals("2", entries(till));
        assertEquals(
                "CONFLICT",
                office.value("select kind from journal_entry e join terminal t on t.id = e.terminal_id"
                        + " where t.code = '" + till + "' and entry_no = 2"));
    }

    @ParameterizedTest
    @CsvSource({"transactions, transaction-full-tree-sale.json", "closures, closure.json"})
    void theSameDocumentInOtherSpellingsIsStoredOnce(String kind, String file) {
        String terminal = office.terminal().code();
        String body = Calls.ids(
                        sample(file), id -> UUID.nameUUIDFromBytes((terminal + id).getBytes(StandardCharsets.UTF_8))
                                .toString())
                .replace("POS-001", terminal);
        for (String spelling : List.of(
                body,
                Calls.idsInCapitals(body),
                Calls.idsWithoutHyphens(body),
                Calls.otherValues(body),
                Calls.otherValues(Calls.idsWithoutHyphens(Calls.idsInCapitals(body))))) {
            assertEquals(1, json(calls.post("/pos/" + kind, spelling)).getInt("accepted"), spelling);
        }

        assertEquals("1", entries(terminal), "one entry, and no conflict");
        assertEquals("0", flags(terminal, "CONFLICT"));

        String other = Calls.otherValues(Calls.idsInCapitals(body))
                .replaceFirst("\"(total_amount|gross_sales_amount)\":\\s*[\\d.\"]+", "\"$1\":\"7777.77\"");
        assertEquals(1, json(calls.post("/pos/" + kind, other)).getInt("accepted"), other);
        assertEquals("2", entries(terminal), "a different amount is different content");
        assertEquals("1", flags(terminal, "CONFLICT"));
    }

    @Test
    void compressedBodiesAreAccepted() {
        String till = office.terminal().code();
        byte[] body = envelope(till, sale(UUID.randomUUID(), "g1")).getBytes(StandardCharsets.UTF_8);

        assertEquals(
                1,
                json(calls.post("/pos/transactions", Calls.gzip(body), "Content-Encoding", "gzip"))
                        .getInt("accepted"));
        assertEquals(
                400,
                calls.post("/pos/transactions", body, "Content-Encoding", "gzip")
                        .statusCode());
    }

    @Test
    void sizeIsCountedAfterDecompression() {
        String till = office.terminal().code();
        byte[] large = envelope(till, "{\"x\":\"" + "a".repeat(6 * 1024 * 1024) + "\"}")
                .getBytes(StandardCharsets.UTF_8);

        assertEquals(413, calls.post("/pos/transactions", large).statusCode());
        assertEquals(
                413,
                calls.post("/pos/transactions", Calls.gzip(large), "Content-Encoding", "gzip")
                        .statusCode());
    }

    @Test
    void moreThanFiveHundredItemsAreRefused() {
        String till = office.terminal().code();
        String[] items = new String[501];
        java.util.Arrays.fill(items, "{}");

        assertEquals(413, calls.post("/pos/transactions", envelope(till, items)).statusCode());
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheDocument() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String item = sale(id, "20261122-0001-000009");

        HttpRequest marked = HttpRequest.newBuilder(URI.create(office.api() + "/pos/transactions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("\ufeff" + envelope(till, item)))
                .build();
        assertEquals(1, json(Calls.send(marked)).getInt("accepted"));
        assertEquals(
                1, json(calls.post("/pos/transactions", envelope(till, item))).getInt("accepted"));
        assertEquals(item, office.value("select payload from journal_entry where document_id = '" + id + "'"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        String till = office.terminal().code();
        byte[] body = envelope(till, "{\"x\":\"\u00ff\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(400, calls.post("/pos/transactions", body).statusCode());
    }

    @Test
    void everyResponseCarriesTheRequestId() {
        assertEquals(
                "till-7.42",
                calls.get("/health", "X-Request-Id", "till-7.42")
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow());
        assertEquals(
                36,
                calls.get("/health")
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow()
                        .length());
    }

    @Test
    void aTerminalGetsItsJournalBackInOrderCharacterForCharacter() {
        String till = office.terminal().code();
        String[] items = new String[5];
        for (int i = 0; i < items.length; i++) {
            items[i] = sale(UUID.randomUUID(), "doc" + i)
                    .replace("{\"head\"", "{ \"\u00fcnknown\" : [1.50,  2e0] ,\n\"head\"");
        }
        calls.post("/pos/transactions", envelope(till, items));

        JsonObject page = json(calls.get("/pos/documents?" + CODES + till + "&after=1&limit=2"));

        JsonArray documents = page.getJsonArray("documents");
        assertEquals(2, documents.size());
        assertEquals(2, documents.getJsonObject(0).getInt("entry_no"));
        assertEquals(items[1], documents.getJsonObject(0).getString("payload"));
        assertEquals(items[2], documents.getJsonObject(1).getString("payload"));
        assertEquals(3, page.getInt("next_after"));
        assertEquals(
                0,
                json(calls.get("/pos/documents?" + CODES + till + "&kind=closure"))
                        .getJsonArray("documents")
                        .size());
    }

    /** Odd spellings of a time are understood. Without a time, the arrival counts, and the terminal's page says so. */
    @Test
    void everyDocumentBelongsToADayHoweverItsTimeIsSpelled() throws SQLException {
        String admin = basic("admin", OfficeServer.ADMIN_PASSWORD);
        calls.post(
                "/admin/stores",
                "{\"office_code\":\"O1\",\"store_code\":\"TIMES\",\"name\":\"T\",\"time_zone\":"
                        + "\"Europe/Istanbul\",\"currency\":\"TRY\"}",
                "Authorization",
                admin);
        JsonObject terminal = json(calls.post(
                "/admin/terminals",
                "{\"office_code\":\"O1\",\"store_code\":\"TIMES\",\"terminal_code\":\"TIMES-1\",\"number\":1}",
                "Authorization",
                admin));
        try (Connection database = office.database();
                Statement statement = database.createStatement()) {
            // Times before the terminal was created are implausible.
            statement.execute("update terminal set created_at = created_at - interval '9 days' where code = 'TIMES-1'");
        }
        calls.method(
                "PATCH", "/admin/terminals/" + terminal.getString("id"), "{\"blocked\":false}", "Authorization", admin);
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);

        // Sent without the contract check, because the contract requires times with a T.
        String body = envelope(
                        "TIMES-1",
                        completed(1, day + " 10:00:00"),
                        completed(2, day + "T24:00"),
                        completed(3, day + ""))
                .replace("OFFICE-001", "O1")
                .replace("STORE-001", "TIMES");
        HttpResponse<String> answer = Calls.send(HttpRequest.newBuilder(URI.create(office.api() + "/pos/transactions"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", terminal.getString("secret"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertEquals(3, json(answer).getInt("accepted"), answer.body());
        assertEquals(
                day + " " + day.plusDays(1) + " came",
                office.value("select string_agg(case when business_day = (e.received_at at time zone 'Europe/Istanbul')"
                        + "::date then 'came' else business_day::text end, ' ' order by receipt_number)"
                        + " from sales_document d join journal_entry e on e.id = d.id where d.terminal_id = '"
                        + terminal.getString("id") + "'"));
        assertEquals("1", flags("TIMES-1", "VALUE_LEFT_OUT"));
        PortalClient browser = new PortalClient(office);
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String page =
                browser.get("/office/till.xhtml?id=" + terminal.getString("id")).body();
        DateTimeFormatter dateFormat = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH);
        assertListed(page, 1, dateFormat.format(day) + ",? 1:00:00\\sPM GMT\\+3");
        assertListed(page, 2, dateFormat.format(day.plusDays(1)) + ",? 3:00:00\\sAM GMT\\+3");
        assertListed(page, 3, "Partly unreadable");
        assertTrue(page.contains("1 document from today without a plausible completion time"), page);
    }

    private static String completed(int receipt, String time) {
        return sale(1, receipt).replace("\"total_amount\"", "\"created_at\":\"" + time + "\",\"total_amount\"");
    }

    private static void assertListed(String page, int receipt, String text) {
        assertTrue(
                Pattern.compile("<bdi dir=\"ltr\">1 / " + receipt + "</bdi>((?!</tr>)[\\s\\S])*" + text)
                        .matcher(page)
                        .find(),
                () -> text + " in " + page);
    }

    private static String flags(String terminal, String flag) {
        return office.value("select count(*) from journal_flag f join journal_entry e on e.id = f.entry_id"
                + " join terminal t on t.id = e.terminal_id where t.code = '" + terminal + "' and f.flag = '" + flag
                + "'");
    }

    private static String entries(String terminal) {
        return office.value(
                "select count(*) from journal_entry e join terminal t on t.id = e.terminal_id where t.code = '"
                        + terminal + "'");
    }
}
