package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;
import static pro.saleflex.office.e2e.Calls.sample;
import static pro.saleflex.office.e2e.SoapCalls.element;
import static pro.saleflex.office.e2e.SoapCalls.parsed;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonCollectors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.simulator.Options;
import pro.saleflex.office.simulator.SoapForm;
import pro.saleflex.office.simulator.Tills;

/** The SOAP endpoint, called with messages written by hand. */
class SoapE2E {
    private static final Set<String> NONE = Set.of();

    private static OfficeServer office;
    private static Calls rest;
    private static SoapCalls soap;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        rest = new Calls(office);
        soap = new SoapCalls(office);
    }

    private static String codes(String terminal) {
        return "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + terminal + "\"}";
    }

    private static String entries(String terminal) {
        return office.value(
                "select count(*) from journal_entry e join terminal t on t.id = e.terminal_id where t.code = '"
                        + terminal + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void pingSaysWhetherDocumentsAreAccepted(int version) {
        String till = office.terminal().code();
        HttpResponse<String> answer = soap.call(version, "Ping", codes(till), NONE, "X-Request-Id", "ask-1");

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("SaleFlex.OFFICE", element(answer, "service"));
        assertEquals("ask-1", answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void aCallFromAPageOfAnotherSiteIsRefused(int version) {
        String till = office.terminal().code();
        HttpResponse<String> answer = soap.call(version, "Ping", codes(till), NONE, "Sec-Fetch-Site", "cross-site");

        assertEquals("NOT_ALLOWED", element(answer, "code"), answer.body());
        assertTrue(answer.body().contains("another site"), answer.body());
        assertEquals(
                200,
                soap.call(version, "Ping", codes(till), NONE, "Origin", office.origin())
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction-cash-sale.json",
                "transaction-split-payment-with-campaign.json",
                "transaction-cancelled.json",
                "transaction-full-tree-sale.json",
                "transaction-return.json",
                "closure.json"
            })
    void theSameDocumentByRestAndSoapIsOneEntry(String file) {
        String terminal = office.terminal().code();
        String body = sample(file).replace("POS-001", terminal);
        boolean closure = file.startsWith("closure");
        String operation = closure ? "UploadClosures" : "UploadTransactions";

        HttpResponse<String> first = soap.call(11, operation, body, NONE);
        assertEquals(200, first.statusCode(), first.body());
        assertEquals("1", element(first, "accepted"), first.body());
        assertEquals("0", element(first, "rejected"));
        assertEquals("1", element(soap.call(12, operation, body, NONE), "accepted"));
        HttpResponse<String> other = rest.post(closure ? "/pos/closures" : "/pos/transactions", body);
        assertEquals(1, json(other).getInt("accepted"));

        assertEquals("1", entries(terminal), "one entry, and no conflict");
        assertEquals(
                "SOAP",
                office.value("select e.source from journal_entry e join terminal t on t.id = e.terminal_id"
                        + " where t.code = '" + terminal + "'"));
        assertEquals(
                "0",
                office.value("select count(*) from journal_flag f join journal_entry e on e.id = f.entry_id"
                        + " join terminal t on t.id = e.terminal_id where t.code = '" + terminal
                        + "' and f.flag = 'NOT_PROJECTED'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction-full-tree-sale.json", "closure.json"})
    void theSameDocumentInOtherSpellingsIsOneEntryByRestAndSoap(String file) {
        String terminal = office.terminal().code();
        String body = sample(file).replace("POS-001", terminal);
        boolean closure = file.startsWith("closure");
        String operation = closure ? "UploadClosures" : "UploadTransactions";
        String path = closure ? "/pos/closures" : "/pos/transactions";
        String dated = body.replaceAll("(\"closure_date\":\\s*\"[^\"]*)", "$1+03:00");

        HttpResponse<String> first = soap.call(11, operation, Calls.idsInCapitals(dated), NONE);
        assertEquals("1", element(first, "accepted"), first.body());
        assertEquals(1, json(rest.post(path, body)).getInt("accepted"));
        assertEquals("1", element(soap.call(12, operation, Calls.idsWithoutHyphens(body), NONE), "accepted"));
        assertEquals("1", element(soap.call(11, operation, Calls.otherValues(body), NONE), "accepted"));
        assertEquals(
                1,
                json(rest.post(path, Calls.otherValues(Calls.idsWithoutHyphens(body))))
                        .getInt("accepted"));

        assertEquals("1", entries(terminal), "one entry, and no conflict");
        assertEquals(
                "0",
                office.value("select count(*) from journal_flag f join journal_entry e on e.id = f.entry_id"
                        + " join terminal t on t.id = e.terminal_id where t.code = '" + terminal
                        + "' and f.flag in ('CONFLICT', 'NOT_PROJECTED', 'VALUE_LEFT_OUT')"));
    }

    @Test
    void unknownMembersAreStoredAndAreTheSameByRestAndSoap() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String item = sale(id, "20261122-0001-000001")
                .replace(
                        "\"closure_number\":1",
                        "\"closure_number\":1,\"fresh\":true,\"score\":0.93,\"named\":\"Caf\u00e9 <&> \\\"x\\\"\","
                                + "\"nested\":{\"deep\":\"1\",\"list\":[\"a\",\"b\"]}");
        String body = envelope(till, item);

        HttpResponse<String> first =
                soap.call(11, "UploadTransactions", body, Set.of("fresh", "score", "named", "nested", "deep", "list"));
        assertEquals("1", element(first, "accepted"), first.body());
        assertEquals(1, json(rest.post("/pos/transactions", body)).getInt("accepted"));

        assertEquals("1", entries(till));
        String kept = office.value("select payload from journal_entry where document_id = '" + id + "'");
        assertTrue(kept.contains("\"fresh\":true"), kept);
        assertTrue(kept.contains("\"named\":\"Caf\u00e9 <&> \\\"x\\\"\""), kept);
        assertTrue(kept.contains("\"nested\":{\"deep\":\"1\",\"list\":[\"a\",\"b\"]}"), kept);
        assertTrue(kept.contains("2026-11-22T10:11:12.123456"), kept);
    }

    @Test
    void eachItemThatCannotBeIdentifiedIsNamed() {
        String till = office.terminal().code();
        String body = envelope(
                till,
                "{\"payments\":[]}",
                sale(UUID.randomUUID(), "20261122-0001-000001"),
                "{\"head\":{\"id\":\"x\"}}");
        HttpResponse<String> answer = soap.call(12, "UploadTransactions", body, NONE);

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("1", element(answer, "accepted"), answer.body());
        assertEquals("2", element(answer, "rejected"));
        assertEquals("0", element(answer, "position"), "the first rejected item");
        assertTrue(answer.body().contains("a UUID is needed"), answer.body());
    }

    @Test
    void aValueThatIsNotOfItsTypeIsStoredAndFlagged() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String body = envelope(
                till, sale(id, "20261122-0001-000001").replace("\"receipt_number\":1", "\"receipt_number\":\"first\""));

        assertEquals("1", element(soap.call(11, "UploadTransactions", body, NONE), "accepted"));
        assertTrue(office.value("select payload from journal_entry where document_id = '" + id + "'")
                .contains("\"receipt_number\":\"first\""));
        assertEquals(
                "VALUE_LEFT_OUT",
                office.value("select f.flag from journal_flag f join journal_entry e on e.id = f.entry_id"
                        + " where e.document_id = '" + id + "'"));
    }

    /** The time as sent by SOAP, as sent by REST, and the local time of the store that both mean. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22 10:11:12.123456, 2026-11-22T10:11:12.123456, 2026-11-22 10:11:12.123456",
        "2026-11-22T24:00, 2026-11-23T00:00:00, 2026-11-23 00:00:00",
        "2026-11-22 24:00:00, 2026-11-23T00:00:00, 2026-11-23 00:00:00"
    })
    void aTimeInAnotherSpellingIsTheSameTime(String odd, String usual, String stored) {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String body = envelope(till, sale(id, "unique " + id).replace("2026-11-22T10:11:12.123456", usual));

        HttpResponse<String> answer = soap.call(11, "UploadTransactions", body.replace(usual, odd), NONE);
        assertEquals("1", element(answer, "accepted"), answer.body());
        assertEquals(1, json(rest.post("/pos/transactions", body)).getInt("accepted"));

        assertEquals(
                "1",
                office.value("select count(*) from journal_entry where kind = 'TRANSACTION' and document_id = '" + id
                        + "'"));
        assertEquals(
                "0",
                office.value("select count(*) from journal_entry e join terminal t on t.id = e.terminal_id"
                        + " where t.code = '" + till + "' and e.kind = 'CONFLICT'"),
                "it is the same document by SOAP and REST");
        assertEquals(stored, office.value("select local_time from sales_document where document_id = '" + id + "'"));
        assertEquals("0", flags(id));
    }

    @Test
    void aDocumentWithADateInsteadOfATimeBelongsToTheDayOfItsArrival() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String body = envelope(till, sale(id, "unique " + id).replace("2026-11-22T10:11:12.123456", "2026-11-22"));

        assertEquals("1", element(soap.call(12, "UploadTransactions", body, NONE), "accepted"));

        assertEquals("1", flags(id));
        assertEquals(
                "t",
                office.value("select d.local_time is null and d.business_day = (e.received_at at time zone"
                        + " 'Europe/London')::date from sales_document d join journal_entry e on e.id = d.id"
                        + " where d.document_id = '" + id + "'"));
    }

    private static String flags(UUID document) {
        return office.value("select count(*) from journal_flag f join journal_entry e on e.id = f.entry_id"
                + " where e.document_id = '" + document + "' and f.flag = 'VALUE_LEFT_OUT'");
    }

    /** An xs:date may carry a time zone. */
    @Test
    void aClosuresDateMayCarryATimeZone() {
        String till = office.terminal().code();
        for (String date : List.of("2026-11-22Z", "2026-11-22+03:00")) {
            UUID id = UUID.randomUUID();
            String body = Calls.sample("closure.json")
                    .replace("POS-001", till)
                    .replaceFirst("\"id\": \"[0-9a-f-]{36}\"", "\"id\": \"" + id + "\"")
                    .replaceFirst("\"closure_date\": \"2026-11-22\"", "\"closure_date\": \"" + date + "\"");
            assertTrue(body.contains(date));

            assertEquals("1", element(soap.call(11, "UploadClosures", body, NONE), "accepted"));
            assertEquals(
                    "2026-11-22", office.value("select closure_date from closure where closure_id = '" + id + "'"));
        }
    }

    @Test
    void countersAreStored() {
        String till = office.terminal().code();
        String body = sample("sequences.json").replace("POS-001", till);

        assertEquals("2", element(soap.call(11, "UploadSequences", body, NONE), "updated"));
        HttpResponse<String> without = soap.call(11, "UploadSequences", codes(till), NONE);
        assertEquals(400, without.statusCode());
        assertEquals("CONTRACT", element(without, "code"));
    }

    @Test
    void aHeartbeatIsAccepted() {
        String till = office.terminal().code();
        String body = codes(till)
                .replace(
                        "}",
                        ",\"activity\":\"idle\",\"interval_seconds\":5,"
                                + "\"waiting_documents\":2,\"network_quality\":\"good\",\"peripherals\":[{\"type\":\"scanner\","
                                + "\"state\":\"ok\"}]}");
        HttpResponse<String> answer = soap.call(12, "ReportStatus", body, NONE);

        assertEquals(200, answer.statusCode(), answer.body());
        assertNotNull(element(answer, "server_time"));
        assertNotNull(element(answer, "next_call_seconds"));
        HttpResponse<String> odd = soap.call(12, "ReportStatus", body.replace("\"idle\"", "\"asleep\""), NONE);
        assertEquals(400, odd.statusCode());
        assertTrue(element(odd, "message").contains("activity"), odd.body());
    }

    @Test
    void initReturnsTheSameRowsAsRest() {
        String till = office.terminal().code();
        var data = json(rest.get("/pos/init?office_code=OFFICE-001&store_code=STORE-001&terminal_code=" + till))
                .getJsonObject("data");
        HttpResponse<String> answer = soap.call(11, "GetInitData", codes(till), NONE);

        assertEquals(200, answer.statusCode());
        assertEquals(43, data.size());
        for (String name : data.keySet()) {
            assertEquals(List.of(data.get(name)), rows(answer, name), name);
        }
        String tag = element(answer, "entity_tag");
        HttpResponse<String> again =
                soap.call(11, "GetInitData", codes(till).replace("}", ",\"entity_tag\":\"" + tag + "\"}"), NONE);
        assertEquals("true", element(again, "not_modified"), again.body());
        assertFalse(again.body().contains("resources"));
    }

    /** The rows in each resource element with this name. */
    private static List<JsonValue> rows(HttpResponse<String> answer, String name) {
        return Pattern.compile("<name>" + name + "</name><rows>([^<]*)</rows>")
                .matcher(answer.body())
                .results()
                .map(found -> found.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&"))
                .map(rows -> parsed("{\"rows\":" + rows + "}").get("rows"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void aLargeResourceComesInPiecesOnRequest(int version) {
        String code = "SOAP-" + version;
        String secret = storeOfManyProducts(code);
        String caller = "{\"office_code\":\"O1\",\"store_code\":\"" + code + "\",\"terminal_code\":\"" + code + "\"";
        String[] credentials = {"Authorization", basic(code, secret)};

        HttpResponse<String> whole = soap.call(version, "GetInitData", caller + "}", NONE, credentials);
        HttpResponse<String> pieces =
                soap.call(version, "GetInitData", caller + ",\"in_pieces\":true}", NONE, credentials);

        List<JsonValue> products = rows(whole, "products");
        assertEquals(1, products.size());
        assertEquals(1_201, products.get(0).asJsonArray().size());
        assertEquals(
                List.of(500, 500, 201),
                rows(pieces, "products").stream()
                        .map(piece -> piece.asJsonArray().size())
                        .toList());
        assertEquals(
                products.get(0).asJsonArray(),
                rows(pieces, "products").stream()
                        .flatMap(piece -> piece.asJsonArray().stream())
                        .collect(JsonCollectors.toJsonArray()));
        assertEquals(rows(whole, "store"), rows(pieces, "store"), "small resources are not split");
        assertEquals(43 + 2, pieces.body().split("<rows>", -1).length - 1);
        assertEquals(element(whole, "entity_tag"), element(pieces, "entity_tag"));
    }

    /** Creates a store with many products and a terminal, both with this code; returns the terminal's secret. */
    private static String storeOfManyProducts(String code) {
        String admin = basic("admin", OfficeServer.ADMIN_PASSWORD);
        String store = json(rest.post(
                        "/admin/stores",
                        "{\"office_code\":\"O1\",\"store_code\":\"" + code
                                + "\",\"name\":\"L\",\"time_zone\":\"Europe/London\",\"currency\":\"GBP\"}",
                        "Authorization",
                        admin))
                .getString("id");
        JsonObject data = parsed(sample("pos-init.json"));
        JsonObject product = data.getJsonObject("data").getJsonArray("products").getJsonObject(0);
        JsonPatchBuilder more = Json.createPatchBuilder();
        for (int i = 0; i < 1_200; i++) {
            more.add(
                    "/data/products/-",
                    Json.createObjectBuilder(product)
                            .add("id", new UUID(4 << 12, i).toString())
                            .add("code", "P" + i)
                            .build());
        }
        HttpResponse<String> imported = rest.method(
                "PUT",
                "/admin/stores/" + store + "/reference",
                more.build().apply(data).toString(),
                "Authorization",
                admin);
        assertEquals(200, imported.statusCode(), imported.body());
        return json(rest.post(
                        "/admin/terminals",
                        "{\"office_code\":\"O1\",\"store_code\":\"" + code + "\",\"terminal_code\":\"" + code
                                + "\",\"number\":1}",
                        "Authorization",
                        admin))
                .getString("secret");
    }

    @Test
    void aTerminalGetsItsJournalBack() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String odd = sale(id, "20261122-0001-000001")
                .replace("\"closure_number\"", "\"note\":\"\uffff\",\"closure_number\"");
        UUID plain = UUID.randomUUID();
        rest.post("/pos/transactions", envelope(till, sale(plain, "20261122-0001-000002"), odd));
        HttpResponse<String> page = soap.call(12, "GetDocuments", codes(till), NONE);

        assertEquals(200, page.statusCode(), page.body());
        assertTrue(page.body().replace("&quot;", "\"").contains(sale(plain, "x").substring(0, 60)), page.body());
        assertNotNull(element(page, "payload_base64"), page.body());
        assertEquals("2", element(page, "next_after"));
        HttpResponse<String> rest = soap.call(12, "GetDocuments", codes(till).replace("}", ",\"after\":2}"), NONE);
        assertFalse(rest.body().contains("payload"));
    }

    @Test
    void notificationsAreReturnedAndConfirmed() {
        String till = office.terminal().code();
        assertEquals(200, soap.call(11, "GetNotifications", codes(till), NONE).statusCode());
        HttpResponse<String> none = soap.call(
                11,
                "ConfirmNotification",
                codes(till).replace("}", ",\"ids\":[\"" + UUID.randomUUID() + "\",\"odd\"]}"),
                NONE);
        assertEquals("0", element(none, "confirmed"), none.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void aTerminalAuthenticatesByHttpBasicOrByToken(int version) {
        String secret = office.demoSecret();
        Map<String, ?> body = parsed(codes("POS-002"));
        String plain = SoapForm.message(version, "GetNotifications", body);
        String token =
                SoapForm.message(version, "GetNotifications", body, NONE, SoapForm.token(version, "POS-002", secret));
        String digest = token.replace("#PasswordText", "#PasswordDigest");

        assertEquals(
                200,
                soap.post(version, token).statusCode(),
                soap.post(version, token).body());
        assertEquals(
                200,
                soap.post(version, plain, "Authorization", basic("POS-002", secret))
                        .statusCode());
        HttpResponse<String> refused = soap.post(version, digest);
        assertEquals(401, refused.statusCode());
        assertTrue(element(refused, "message").contains("digest"), refused.body());
        assertTrue(refused.headers().firstValue("WWW-Authenticate").isPresent());
        assertEquals(
                401,
                soap.post(version, token, "Authorization", basic("POS-002", "another"))
                        .statusCode());
        HttpResponse<String> wrong = soap.post(version, token.replace(secret, "wrong"));
        assertEquals(401, wrong.statusCode());
        assertEquals("IDENTITY", element(wrong, "code"));
        HttpResponse<String> stranger = soap.call(version, "GetNotifications", codes("NOBODY"), NONE);
        assertEquals(401, stranger.statusCode());
    }

    @Test
    void aMessageAgainstTheContractIsAFaultOfTheSender() {
        String till = office.terminal().code();
        String unknown = SoapForm.message(11, "Ping", parsed(codes(till))).replace("Ping", "Pong");
        HttpResponse<String> answer = soap.post(11, unknown, "X-Request-Id", "odd-1");

        assertEquals(400, answer.statusCode());
        assertEquals("S:Client", element(answer, "faultcode"));
        assertEquals("CONTRACT", element(answer, "code"));
        assertEquals("odd-1", element(answer, "request_id"));
        HttpResponse<String> version = soap.post(12, SoapForm.message(11, "Ping", parsed(codes(till))));
        assertEquals(400, version.statusCode());
        assertEquals("S:VersionMismatch", element(version, "Value"));
        HttpResponse<String> header = soap.post(
                11, SoapForm.message(11, "Ping", parsed(codes(till)), NONE, "<x xmlns='urn:x' S:mustUnderstand='1'/>"));
        assertEquals("S:MustUnderstand", element(header, "faultcode"));
        assertEquals(
                400,
                soap.post(11, SoapForm.message(11, "UploadTransactions", Map.of("office_code", "OFFICE-001")))
                        .statusCode());
        assertEquals(
                415,
                soap.send(11, "POST", unknown.getBytes(StandardCharsets.UTF_8), "application/json")
                        .statusCode());
        HttpResponse<String> put = soap.send(11, "PUT", new byte[0], "text/xml");
        assertEquals(405, put.statusCode());
        assertEquals("GET, POST", put.headers().firstValue("Allow").orElse(null));
    }

    @Test
    void aCompressedMessageIsDecompressed() {
        String till = office.terminal().code();
        byte[] body = SoapForm.message(11, "UploadTransactions", parsed(envelope(till, sale(UUID.randomUUID(), "1"))))
                .getBytes(StandardCharsets.UTF_8);

        assertEquals("1", element(soap.post(11, Calls.gzip(body), "Content-Encoding", "gzip"), "accepted"));
        assertEquals(
                413,
                soap.post(11, Calls.gzip(new byte[6_000_000]), "Content-Encoding", "gzip")
                        .statusCode());
        assertEquals(400, soap.post(11, body, "Content-Encoding", "gzip").statusCode());
    }

    @Test
    void oddTypesAndNestingAreNotAServerError() {
        String till = office.terminal().code();
        String item = "<transactions><head xsi:type=\"xs:int\">5</head></transactions>";
        String message = SoapForm.message(11, "UploadTransactions", parsed(codes(till)))
                .replace("</caller>", "</caller>" + item);
        int status = soap.post(11, message).statusCode();

        assertTrue(status < 500, "answered " + status);
    }

    @ParameterizedTest
    @CsvSource({"11, PosService-v11.wsdl", "12, PosService-v12.wsdl"})
    void theContractIsPublishedAsItWasWritten(int version, String golden) throws IOException {
        HttpResponse<String> wsdl = Calls.send(HttpRequest.newBuilder(URI.create(soap.address(version) + "?wsdl"))
                .build());
        HttpResponse<String> xsd = Calls.send(
                HttpRequest.newBuilder(URI.create(soap.address(version).replace("PosService", "pos.xsd")))
                        .build());

        assertEquals(
                contract(golden)
                        .replace("http://localhost:8080/api/soap/v" + version + "/PosService", soap.address(version)),
                wsdl.body());
        assertArrayEquals(
                contract("pos.xsd").getBytes(StandardCharsets.UTF_8), xsd.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String contract(String name) throws IOException {
        try (InputStream file = SoapE2E.class.getResourceAsStream("/contract/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tillsMixRestAndSoap() {
        Options options = Options.of(
                "--url",
                office.api(),
                "--first",
                "720",
                "--terminals",
                "4",
                "--rate",
                "0",
                "--duration",
                "3",
                "--soap",
                "0.5",
                "--resend",
                "0.5",
                "--heartbeat",
                "1",
                "--close-every",
                "20");
        try (Tills tills = Tills.boot(options)) {
            tills.open();
            OfficeServer.await(
                    "something was sold", () -> tills.ledger().lines().size() > 100);
            assertTrue(tills.stop(), "every document was acknowledged");

            for (String line : tills.ledger().lines()) {
                String id = line.substring(0, line.indexOf('\t'));
                assertEquals(
                        "1", office.value("select count(*) from journal_entry where document_id = '" + id + "'"), line);
            }
        }
        assertEquals(
                "0",
                office.value("select count(*) from journal_entry e join terminal t on t.id = e.terminal_id"
                        + " where t.code between 'T0720' and 'T0723' and e.kind = 'CONFLICT'"));
        for (String source : new String[] {"REST", "SOAP"}) {
            assertTrue(Integer.parseInt(office.value("select count(*) from journal_entry e join terminal t on"
                            + " t.id = e.terminal_id where t.code between 'T0720' and 'T0723' and e.source = '" + source
                            + "'"))
                    > 20);
        }
    }
}
