package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;
import static pro.saleflex.office.e2e.SoapCalls.element;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd input from one caller is refused with a reason or stored and flagged, and costs no other caller anything. */
class OddCallersE2E {
    private static final int TILLS = 4;
    private static final int SALES = 25;
    private static final Set<String> NONE = Set.of();

    private static OfficeServer office;
    private static Calls calls;
    private static SoapCalls soap;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
        soap = new SoapCalls(office);
    }

    /** Random letters, because repetitive text is compressed and would fit in an index after all. */
    private static String text(int length) {
        return new Random(length)
                .ints(length, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String codes(String terminal) {
        return "\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + terminal
                + "\",\"pos_id\":1";
    }

    /** Posts what the contract does not describe but the server accepts all the same. */
    private static HttpResponse<String> post(String path, String body) {
        return Calls.send(HttpRequest.newBuilder(URI.create(office.api() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String flags(UUID document) {
        return office.value("select string_agg(f.flag, ',' order by f.flag) from journal_flag f"
                + " join journal_entry e on e.id = f.entry_id where e.document_id = '" + document + "'");
    }

    private static String counter(String terminal, String name) {
        return office.value("select value from other_counter c join terminal t on t.id = c.terminal_id"
                + " where t.code = '" + terminal + "' and c.name = '" + name + "'");
    }

    // Long texts, while other tills sell

    @Test
    void textsOfAnyLengthAreAcceptedAndCostNoOtherTillASale() throws InterruptedException, ExecutionException {
        String sequences =
                "\"sequences\":[{\"name\":\"" + text(8_000) + "\",\"value\":1},{\"name\":\"x\",\"value\":7}]";
        String oddTill = office.terminal().code();
        List<UUID> odd = new ArrayList<>();
        ExecutorService tills = Executors.newFixedThreadPool(TILLS + 2);
        try {
            List<Future<List<String>>> others = IntStream.range(0, TILLS)
                    .mapToObj(i -> office.terminal().code())
                    .map(till -> tills.submit(() -> IntStream.range(0, SALES)
                            .mapToObj(i -> calls.post(
                                    "/pos/transactions", envelope(till, sale(UUID.randomUUID(), till + "-" + i))))
                            .map(answer ->
                                    answer.statusCode() + " " + json(answer).getInt("accepted", 0))
                            .distinct()
                            .toList()))
                    .toList();
            for (int i = 0; i < SALES; i++) {
                UUID byRest = UUID.randomUUID();
                UUID bySoap = UUID.randomUUID();
                String body = envelope(oddTill, sale(byRest, text(8_000))).replace("\"sequences\":[]", sequences);
                Future<HttpResponse<String>> rest = tills.submit(() -> post("/pos/transactions", body));
                HttpResponse<String> answer = soap.call(
                        11,
                        "UploadTransactions",
                        envelope(oddTill, sale(bySoap, text(100_000))).replace("\"sequences\":[]", sequences),
                        NONE);
                assertEquals("1", element(answer, "accepted"), answer.body());
                assertEquals(200, rest.get().statusCode(), rest.get().body());
                assertEquals(1, json(rest.get()).getInt("accepted"));
                odd.add(byRest);
                odd.add(bySoap);
            }
            for (Future<List<String>> other : others) {
                assertEquals(List.of("200 1"), other.get());
            }
        } finally {
            tills.shutdownNow();
        }
        odd.forEach(id -> assertEquals("COUNTERS_UNREAD,VALUE_LEFT_OUT", flags(id)));
        assertEquals("7", counter(oddTill, "x"));
    }

    @Test
    void aSaleWithTwentyThousandCountersIsAccepted() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String many = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"name\":\"c" + i + "\",\"value\":" + i + "}")
                .collect(Collectors.joining(","));

        String body = envelope(till, sale(id, "c1")).replace("\"sequences\":[]", "\"sequences\":[" + many + "]");
        assertEquals(1, json(post("/pos/transactions", body)).getInt("accepted"));

        assertEquals("COUNTERS_UNREAD", flags(id));
        assertEquals("999", counter(till, "c999"));
        assertEquals(
                "1000",
                office.value("select count(*) from other_counter c join terminal t on t.id = c.terminal_id"
                        + " where t.code = '" + till + "'"));
        assertEquals(
                413,
                calls.post("/pos/sequences", "{" + codes(till) + ",\"sequences\":[" + many + "]}")
                        .statusCode());
    }

    @Test
    void countersSentWithASaleAreReadInEveryLosslessSpelling() {
        String till = office.terminal().code();
        UUID id = UUID.randomUUID();
        String sequences = "\"sequences\":[{\"name\":\"s1\",\"value\":\"4\"},{\"name\":\"s2\",\"value\":42.0},"
                + "{\"name\":\"s3\",\"value\":2.9},{\"name\":\"s4\",\"value\":true},7]";
        String body = envelope(till, sale(id, "s1")).replace("\"sequences\":[]", sequences);
        assertEquals(1, json(post("/pos/transactions", body)).getInt("accepted"));

        assertEquals("COUNTERS_UNREAD", flags(id));
        assertEquals("4", counter(till, "s1"));
        assertEquals("42", counter(till, "s2"));
        assertEquals(
                "2",
                office.value("select count(*) from other_counter c join terminal t on t.id = c.terminal_id"
                        + " where t.code = '" + till + "'"));
    }

    // What is refused names the member, by REST and SOAP

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sequences | \"sequences\":[{\"name\":\"a\",\"value\":2.9}] | sequences[0].value",
                "sequences | \"sequences\":[{\"name\":\"a\",\"value\":1},{\"name\":\"a\",\"value\":\"x\"}] | sequences[1].value",
                "sequences | \"sequences\":[{\"name\":\" \",\"value\":1}] | sequences[0].name",
                "status | \"interval_seconds\":99999999999 | interval_seconds",
                "status | \"interval_seconds\":2.9 | interval_seconds",
                "status | \"uptime_seconds\":\"long\" | uptime_seconds",
                "status | \"sent_at\":\"+999999999-12-31T23:59:59.999999999Z\" | sent_at"
            })
    void aMalformedMemberIsRefusedAndNamedByRestAndSoap(String path, String members, String named) {
        String till = office.terminal().code();
        String body = "{" + codes(till) + "," + members + "}";

        HttpResponse<String> rest = calls.post("/pos/" + path, body);
        assertEquals(400, rest.statusCode(), rest.body());
        assertTrue(json(rest).getString("message").startsWith("'" + named + "' "), rest.body());
        String operation = path.equals("status") ? "ReportStatus" : "UploadSequences";
        for (int version : new int[] {11, 12}) {
            HttpResponse<String> fault = soap.call(version, operation, body, NONE);
            assertEquals("CONTRACT", element(fault, "code"), fault.body());
            assertTrue(element(fault, "message").startsWith("'" + named + "' "), fault.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "1.5", "one"})
    void aTerminalNumberThatIsNotAWholeNumberIsRefusedByRestAndSoap(String number) {
        String till = office.terminal().code();
        String body = "{" + codes(till) + "}";
        String odd = body.replace("\"pos_id\":1", "\"pos_id\":\"" + number + "\"");

        assertEquals(
                "'pos_id' must be a whole number.",
                json(calls.post("/pos/sequences", odd)).getString("message"));
        HttpResponse<String> fault = soap.call(11, "UploadSequences", odd, NONE);
        assertEquals("'pos_id' must be a whole number.", element(fault, "message"), fault.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " x", "{\"cashier\":\"other\"}"})
    void nothingMayFollowAHeartbeatOrCounters(String behind) {
        String till = office.terminal().code();
        for (String path : List.of("/pos/status", "/pos/sequences")) {
            assertEquals(400, calls.post(path, "{" + codes(till) + "}" + behind).statusCode(), path);
        }
        assertEquals(
                400,
                calls.post("/pos/status", "{" + codes(till) + ",\"cashier\":\"a\",\"cashier\":\"b\"}")
                        .statusCode());
    }

    // NUL, which no column can store

    @ParameterizedTest
    @ValueSource(strings = {"/pos/init", "/pos/documents", "/pos/notifications"})
    void nulInAParameterIsNotAServerError(String path) {
        String till = office.terminal().code();
        List<String> good = List.of(
                "office_code=OFFICE-001",
                "store_code=STORE-001",
                "terminal_code=" + till,
                "after=0",
                "kind=CLOSURE",
                "limit=1");
        for (int odd = 0; odd < good.size(); odd++) {
            List<String> query = new ArrayList<>(good);
            query.set(odd, good.get(odd) + "%00");
            HttpResponse<String> answer =
                    Calls.send(HttpRequest.newBuilder(URI.create(office.api() + path + "?" + String.join("&", query)))
                            .build());
            assertTrue(answer.statusCode() < 500, query + " " + answer.body());
        }
    }

    @Test
    void nulInABodyIsNotAServerError() {
        String till = office.terminal().code();
        for (String member : List.of("office_code", "store_code", "terminal_code", "cashier", "software_version")) {
            String body = "{" + codes(till) + ",\"cashier\":\"a\",\"software_version\":\"1\"}";
            String odd = body.replaceFirst("(\"" + member + "\":\"[^\"]*)", "$1\\\\u0000");
            assertTrue(odd.contains("u0000"), odd);
            for (String path : List.of("/pos/status", "/pos/sequences")) {
                assertTrue(post(path, odd).statusCode() < 500, path + " " + odd);
            }
        }
        HttpResponse<String> confirmed =
                post("/pos/notifications/confirm", "{" + codes(till) + ",\"ids\":[\"a\\u0000b\"]}");
        assertEquals(200, confirmed.statusCode(), confirmed.body());
        HttpResponse<String> enrolled = post(
                "/enrolments",
                "{\"office_code\":\"O\",\"store_code\":\"S\",\"terminal_code\":\"T\\u0000\",\"code\":\"x\\u0000\"}");
        assertTrue(enrolled.statusCode() < 500, enrolled.body());
    }

    // Another protocol offered

    /** Java's own client offers HTTP/2 with each request over plain HTTP. */
    @Test
    void anOfferOfHttp2IsDeclinedAndTheRequestServed() throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        String till = office.terminal().code();
        byte[] large = envelope(till, sale(UUID.randomUUID(), text(1_000_000))).getBytes(StandardCharsets.UTF_8);
        byte[] small = envelope(till, sale(UUID.randomUUID(), "s1")).getBytes(StandardCharsets.UTF_8);
        for (byte[] body : List.of(small, large)) {
            for (BodyPublisher form : List.of(
                    BodyPublishers.ofByteArray(body),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) { // with a length, in chunks
                HttpResponse<String> answer = offered(client, "/pos/transactions", form);
                assertEquals(200, answer.statusCode(), answer.body());
                assertEquals(1, json(answer).getInt("accepted"));
            }
        }
        assertEquals(200, offered(client, "/health", null).statusCode());
    }

    private static HttpResponse<String> offered(HttpClient client, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(office.api() + path)).timeout(Duration.ofSeconds(40));
        HttpResponse<String> answer = client.send(
                body == null
                        ? request.build()
                        : request.header("Content-Type", "application/json")
                                .POST(body)
                                .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse("none"));
        return answer;
    }

    /** The connection stays open, and what comes behind a request with an offer is the next request. */
    @Test
    void aConnectionGoesOnBehindADeclinedOffer() throws IOException {
        String till = office.terminal().code();
        StringBuilder requests = new StringBuilder();
        for (String headers : List.of(
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Connection: close")) {
            String body = envelope(till, sale(UUID.randomUUID(), "n"));
            requests.append("POST /api/v1/pos/transactions HTTP/1.1\r\nHost: office\r\n")
                    .append("Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                    .append(headers + "\r\n\r\n")
                    .append(body);
        }
        try (Socket socket = RawHttp.connected(office)) {
            socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
            String answers = RawHttp.rest(socket);
            assertEquals(3, answers.split("\"accepted\":1,", -1).length, answers);
        }
    }
}
