package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever tills and strangers send to any endpoint: no card number is stored, logged, shown or returned. */
class CardNumbersE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);

    /** Used by no other test, so that all logs can be searched for it. */
    private static final String CARD = "4012888888881881";

    private static final String MASKED = "401288******1881";
    private static final String CODES =
            "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"#\"";

    private static OfficeServer office;
    private static Calls calls;
    private static PortalBrowser browser;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void assertNotLogged() throws IOException {
        try (Stream<Path> files = Files.walk(office.home())) {
            List<Path> logs = files.filter(file ->
                            file.toString().endsWith(".log") || file.toString().endsWith(".txt"))
                    .toList();
            assertFalse(logs.isEmpty());
            for (Path log : logs) {
                assertFalse(Files.readString(log, StandardCharsets.ISO_8859_1).contains(CARD), log.toString());
            }
        }
    }

    private static String terminal(String code) {
        return office.value("select id from terminal where code = '" + code + "'");
    }

    @Test
    void cardNumbersInADocumentAreMaskedWhateverTheirMember() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String members = "";
        for (String name : List.of(
                "credit_card_number",
                "primary_account_number",
                "pan_number",
                "gift_card_number",
                "card.no",
                "batch_number")) {
            members += "\"" + name + "\":\"" + CARD + "\",";
        }
        String sale = sale(id, "20261128-0001-000001")
                .replace("\"payment_type\"", members + "\"reader_text\":\"" + MASKED + "=2912101\",\"payment_type\"")
                .replace("\"payments\"", "\"fiscal\":{\"pan_number\":" + CARD + "},\"payments\"");
        assertEquals(200, calls.post("/pos/transactions", envelope(till, sale)).statusCode());

        assertEquals(
                sale.replace("\"pan_number\":" + CARD, "\"pan_number\":4012880000001881")
                        .replace(CARD, MASKED)
                        .replace("=2912101", "=*******"),
                office.value("select payload from journal_entry where document_id = '" + id + "'"));
    }

    @Test
    void cardNumbersInAHeartbeatAreMaskedByRestAndSoap() {
        String till = office.terminal().code();
        String other = office.terminal().code();
        String said = ",\"cashier\":\"" + CARD + "\",\"software_version\":\"" + CARD + "\",\"peripherals\":[{\"type\":"
                + "\"payment_device\",\"state\":\"error\",\"detail\":\"card " + CARD + " =\"}]%s}";
        String[] terminals = {till, other};
        HttpResponse<String> rest = calls.post(
                "/pos/status", CODES.replace("#", terminals[0]) + said.replace("%s", ",\"more\":[" + CARD + "]"));
        assertEquals(200, rest.statusCode(), rest.body());
        HttpResponse<String> soap = new SoapCalls(office)
                .call(12, "ReportStatus", CODES.replace("#", terminals[1]) + said.replace("%s", ""), Set.of());
        assertEquals(200, soap.statusCode(), soap.body());

        for (String code : terminals) {
            String kept = office.value(
                    "select to_jsonb(s)::text from terminal_status s where terminal_id = '" + terminal(code) + "'");
            assertFalse(kept.contains(CARD), kept);
            assertTrue(kept.contains("\"cashier\": \"" + MASKED + "\""), kept);
            assertTrue(kept.contains("card " + MASKED + " ="), kept);
        }
    }

    @Test
    void aCounterNamedLikeACardIsMasked() {
        String till = office.terminal().code();
        assertEquals(
                200,
                calls.post(
                                "/pos/sequences",
                                CODES.replace("#", till) + ",\"pos_id\":1,\"sequences\":[{\"name\":\"" + CARD
                                        + "\",\"value\":7}]}")
                        .statusCode());

        assertEquals(
                MASKED, office.value("select name from other_counter where terminal_id = '" + terminal(till) + "'"));
    }

    @Test
    void codesOfRefusedCallersAreMaskedInTablesResponsesAndLogs() throws IOException {
        HttpResponse<String> answer =
                calls.post("/pos/sequences", CODES.replace("#", CARD) + ",\"pos_id\":1,\"sequences\":[]}");

        assertTrue(Set.of(401, 404).contains(answer.statusCode()), answer.body());
        assertFalse(answer.body().contains(CARD), answer.body());
        String callers =
                calls.get("/admin/refused-callers", "Authorization", ADMIN).body();
        assertTrue(callers.contains(MASKED) && !callers.contains(CARD), callers);
        assertNotLogged();
    }

    @Test
    void userNamesOfFailedSignInsPathsAndRequestIdsAreMaskedInLogs() throws IOException {
        assertTrue(new PortalClient(office).signIn(CARD, "wrong").body().contains("signin"));
        assertEquals(
                401,
                calls.get("/admin/stores", "Authorization", basic(CARD, "wrong"))
                        .statusCode());
        assertEquals(404, calls.get("/pos/" + CARD).statusCode());
        assertEquals(
                false,
                CARD.equals(calls.get("/health", "X-Request-Id", CARD)
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow()));

        OfficeServer.await("the failed sign-in is logged", () -> isLogged("Sign-in as " + MASKED));
        assertNotLogged();
    }

    private static boolean isLogged(String text) {
        try (Stream<Path> files = Files.walk(office.home())) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (Files.readString(log, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRejectedItemIsMasked() {
        String till = office.terminal().code();
        assertEquals(
                200,
                calls.post("/pos/transactions", envelope(till, "{\"head\":{\"pan_number\":\"" + CARD + "\"}}"))
                        .statusCode());

        assertEquals(
                "{\"head\":{\"pan_number\":\"" + MASKED + "\"}}",
                office.value("select payload from rejection where terminal_id = '" + terminal(till) + "'"));
    }

    /** Stores a sale as an earlier version did: chained, with the number unmasked. Returns its payload. */
    private static String storeUnmasked(String code, UUID id) throws SQLException {
        String payload = sale(id, "20261128-0001-000009")
                .replace("\"payment_type\"", "\"gift_card_number\":\"" + CARD + "\",\"payment_type\"");
        try (Connection connection = office.database();
                var insert = connection.prepareStatement(
                        "with t as (select cast(? as uuid) as id, cast(? as text) as payload),"
                                + " e as (select t.*, sha256(convert_to(t.payload, 'UTF8')) as sha,"
                                + " timestamptz '2026-11-22 10:11:12Z' as at from t)"
                                + " insert into journal_entry (id, terminal_id, entry_no, kind, document_id, payload, payload_sha256,"
                                + " content_sha256, chain_hash, source, received_at) select nextval('journal_entry_id'), id, 1,"
                                + " 'TRANSACTION', cast(? as uuid), payload, sha, sha, sha256(convert_to(encode(sha256(convert_to("
                                + "'saleflex-journal' || chr(10) || id, 'UTF8')), 'hex') || chr(10) || '1' || chr(10) ||"
                                + " 'TRANSACTION' || chr(10) || cast(? as text) || chr(10) || encode(sha, 'hex') || chr(10) ||"
                                + " '2026-11-22T10:11:12.000000Z' || chr(10) || 'REST' || chr(10), 'UTF8')), 'REST', at from e")) {
            insert.setString(1, terminal(code));
            insert.setString(2, payload);
            insert.setString(3, id.toString());
            insert.setString(4, id.toString());
            insert.executeUpdate();
            connection.createStatement().executeUpdate("insert into journal_head values ('" + terminal(code) + "', 1)");
        }
        return payload;
    }

    @Test
    void unmaskedNumbersInTheJournalAreMaskedWhereShownOrReturnedAndCountedForTheAdministrator() throws SQLException {
        String till = office.terminal().code();
        String payload = storeUnmasked(till, UUID.randomUUID());

        HttpResponse<String> page =
                calls.get("/pos/documents?office_code=OFFICE-001&store_code=STORE-001&terminal_code=" + till);
        JsonObject document = json(page).getJsonArray("documents").getJsonObject(0);
        assertEquals(payload.replace(CARD, MASKED), document.getString("payload"));
        assertEquals(
                office.value(
                        "select encode(sha256(convert_to('" + payload.replace(CARD, MASKED) + "', 'UTF8')), 'hex')"),
                document.getString("payload_sha256"));
        String soap = new SoapCalls(office)
                .call(11, "GetDocuments", CODES.replace("#", till) + "}", Set.of())
                .body();
        assertTrue(soap.contains(MASKED) && !soap.contains(CARD), soap);

        OfficeServer.await(
                "the entry is counted",
                () -> json(calls.get("/admin/journal/card-numbers", "Authorization", ADMIN))
                                .getInt("entries")
                        > 0);
        assertTrue(json(calls.get("/admin/journal/verification", "Authorization", ADMIN))
                .getBoolean("clean"));

        browser = PortalBrowser.open(office);
        Page desk = browser.window();
        browser.go(desk, "/");
        browser.signIn(desk, "admin", OfficeServer.ADMIN_PASSWORD);
        browser.go(desk, "/gate-entries.xhtml?entry=1&terminal=" + terminal(till));
        assertTrue(desk.innerText("#payload").contains(MASKED), desk.innerText("#payload"));
        browser.go(desk, "/gate.xhtml");
        assertTrue(desk.innerText("#in-clear").contains("unmasked card numbers"), desk.innerText("#in-clear"));
        browser.assertSound(desk, "card-numbers");
        Page phone = browser.window("ar", PortalBrowser.PHONE, ColorScheme.DARK);
        browser.go(phone, "/");
        browser.signIn(phone, "admin", OfficeServer.ADMIN_PASSWORD);
        browser.go(phone, "/gate.xhtml");
        assertTrue(phone.isVisible("#in-clear"));
        browser.assertSound(phone, "card-numbers-ar-phone-dark");
    }
}
