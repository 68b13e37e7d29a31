package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sample;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.simulator.SoapForm;

/** Master data: what an administrator imports for a store is checked, and reaches the terminals. */
class MasterDataE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonObject MASTER_DATA =
            Json.createReader(new StringReader(sample("pos-init.json"))).readObject();

    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
    }

    private static HttpResponse<String> call(String method, String path, String body) {
        return calls.method(method, "/admin" + path, body, "Authorization", ADMIN);
    }

    /** Creates a store with the sample's master data; returns its id. */
    private static String storeWithData(String code) {
        HttpResponse<String> made = call(
                "POST",
                "/stores",
                "{\"office_code\":\"O1\",\"store_code\":\"" + code
                        + "\",\"name\":\"API\",\"time_zone\":\"Europe/London\",\"currency\":\"GBP\"}");
        String id = json(made).getString("id");
        assertEquals(200, imported(id, MASTER_DATA.toString()).statusCode());
        return id;
    }

    private static HttpResponse<String> imported(String store, String data) {
        return call("PUT", "/stores/" + store + "/reference", data);
    }

    private static String with(JsonPatchBuilder patch) {
        return patch.build().apply(MASTER_DATA).toString();
    }

    /** Creates terminal TILL-1 in the store; returns its secret. */
    private static String secretOfTill(String storeCode) {
        HttpResponse<String> made = call(
                "POST",
                "/terminals",
                "{\"office_code\":\"O1\",\"store_code\":\"" + storeCode
                        + "\",\"terminal_code\":\"TILL-1\",\"number\":1}");
        assertEquals(201, made.statusCode(), made.body());
        return json(made).getString("secret");
    }

    /** Creates a terminal in the store; returns its request for master data. */
    private static HttpRequest init(String storeCode) {
        return HttpRequest.newBuilder(URI.create(
                        office.api() + "/pos/init?office_code=O1&store_code=" + storeCode + "&terminal_code=TILL-1"))
                .header("Authorization", basic("TILL-1", secretOfTill(storeCode)))
                .build();
    }

    private static JsonObject data(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer).getJsonObject("data");
    }

    @Test
    void aRowMissingFromAnImportReachesTheTerminalsAsDeleted() {
        String store = storeWithData("API-F");

        assertEquals(
                200,
                imported(store, with(Json.createPatchBuilder().remove("/data/product_barcodes/0")))
                        .statusCode());

        JsonObject barcode =
                data(Calls.send(init("API-F"))).getJsonArray("product_barcodes").getJsonObject(0);
        assertTrue(barcode.getBoolean("is_deleted"), barcode.toString());
        HttpResponse<String> refused =
                imported(store, with(Json.createPatchBuilder().remove("/data/countries/0")));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("countries["), refused.body());
        refused = imported(store, with(Json.createPatchBuilder().remove("/data/cashiers/0")));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("administrator"), refused.body());
    }

    @Test
    void twoRowsOfWhichTerminalsWouldDropOneAreRefusedAndNamed() {
        String store = storeWithData("API-D");
        JsonObject product =
                MASTER_DATA.getJsonObject("data").getJsonArray("products").getJsonObject(0);
        String other = UUID.randomUUID().toString();

        HttpResponse<String> refused = imported(
                store,
                with(Json.createPatchBuilder()
                        .add(
                                "/data/products/-",
                                Json.createObjectBuilder(product)
                                        .add("id", other)
                                        .build())));

        assertEquals(422, refused.statusCode());
        for (String named : List.of(other, product.getString("id"), product.getString("code"))) {
            assertTrue(refused.body().contains(named), refused.body());
        }
        assertEquals("1", office.value("select version from reference_version where store_id = '" + store + "'"));
    }

    @Test
    void aRunningImportIsShownOnTheStoresPage() throws IOException {
        String store = storeWithData("API-G");
        PortalClient portal = new PortalClient(office);
        portal.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        assertEquals("", progress(portal, store));
        Path file = Files.createTempFile("catalogue", ".json");
        byte[] body;
        try {
            writeCatalogue(file, 3_000);
            body = Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
        assertTrue(body.length > 5 * 1024 * 1024, "otherwise the server waits for the whole body first");
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(office.api() + "/admin/stores/" + store + "/reference")
                        .toURL()
                        .openConnection();
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Authorization", ADMIN);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body, 0, body.length / 2);
            out.flush();
            OfficeServer.await("a thousand rows are received", () -> rowsRead(store) >= 1_000);
            long before = rowsRead(store);
            Matcher message = Pattern.compile(
                            "admin is importing master data: ([\\d,]+) rows received\\. Nothing changes"
                                    + " until the last one has arrived\\.")
                    .matcher(progress(portal, store));
            assertTrue(message.matches());
            long shown = Long.parseLong(message.group(1).replace(",", ""));
            assertTrue(before <= shown && shown <= rowsRead(store), before + ", shown " + shown);
            assertEquals("1", office.value("select version from reference_version where store_id = '" + store + "'"));
            out.write(body, body.length / 2, body.length - body.length / 2);
        }

        assertEquals(200, connection.getResponseCode());
        assertEquals("", progress(portal, store));
        assertEquals("2", office.value("select version from reference_version where store_id = '" + store + "'"));
    }

    private static long rowsRead(String store) {
        String rows = office.value("select rows_read from reference_import where store_id = '" + store + "'");
        return rows == null ? 0 : Long.parseLong(rows);
    }

    /** The hint below a store's name on the stores page. */
    private static String progress(PortalClient portal, String store) {
        return PortalClient.first(
                        Pattern.compile(
                                "store\\.xhtml\\?id=" + store + "\"[\\s\\S]*?<span class=\"hint\">([^<]*)</span>"),
                        portal.get("/office/stores.xhtml").body())
                .strip();
    }

    /** 5,000 products of about two kilobytes each; system property {@code office.e2e.products} sets another number. */
    @Test
    void aLargeCatalogueIsImportedAndServedInPieces() throws Exception {
        int products = Integer.getInteger("office.e2e.products", 5_000);
        String store = storeWithData("API-E");
        Path file = Files.createTempFile("catalogue", ".json");
        try {
            writeCatalogue(file, products);
            assertTrue(Files.size(file) > 5 * 1024 * 1024, "larger than other bodies may be");
            long startedAt = System.nanoTime();
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(office.api() + "/admin/stores/" + store + "/reference"))
                            .header("Authorization", ADMIN)
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofFile(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            System.out.println(products + " products, " + Files.size(file) + " bytes imported in "
                    + millisSince(startedAt) + " ms");
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(json(answer).getInt("rows") > products);
        } finally {
            Files.delete(file);
        }
        HttpRequest init = init("API-E");
        assertServed("REST", init, products);
        assertServed("SOAP, in pieces", bySoap(init), products);
    }

    /** The same request by SOAP, in pieces. */
    private static HttpRequest bySoap(HttpRequest init) {
        String body =
                "{\"office_code\":\"O1\",\"store_code\":\"API-E\",\"terminal_code\":\"TILL-1\",\"in_pieces\":true}";
        return HttpRequest.newBuilder(URI.create(new SoapCalls(office).address(11)))
                .header(
                        "Authorization",
                        init.headers().firstValue("Authorization").orElseThrow())
                .header("Content-Type", SoapForm.contentType(11))
                .POST(HttpRequest.BodyPublishers.ofString(SoapForm.message(11, "GetInitData", SoapCalls.parsed(body))))
                .build();
    }

    /**
     * Asserts that all products are served in order. Does not read the reply as a whole: avoiding that much text in one
     * piece is the point of this test.
     */
    private static void assertServed(String protocol, HttpRequest init, int products) throws Exception {
        long askedAt = System.nanoTime();
        HttpResponse<InputStream> answer = HTTP.send(init, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        try (BufferedReader text = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            long characters = 0;
            int codes = 0;
            StringBuilder row = new StringBuilder();
            for (int c = text.read(); c >= 0; c = text.read()) {
                if (characters++ == 0) {
                    System.out.println(protocol + ": first byte of their init after " + millisSince(askedAt) + " ms");
                }
                row.append((char) c);
                if (c == '}') {
                    codes += row.toString().replace("&quot;", "\"").contains("\"code\":\"P" + codes + "\"") ? 1 : 0;
                    row.setLength(0);
                }
            }
            System.out.println(protocol + ": " + characters + " characters in " + millisSince(askedAt) + " ms");
            assertEquals(products, codes);
        }
    }

    private static long millisSince(long startedAt) {
        return (System.nanoTime() - startedAt) / 1_000_000;
    }

    private static void writeCatalogue(Path file, int products) throws IOException {
        JsonObject data = MASTER_DATA.getJsonObject("data");
        String row = Json.createObjectBuilder(data.getJsonArray("products").getJsonObject(0))
                .add("id", "%1$s")
                .add("code", "P%2$d")
                .add("description", "%3$s")
                .build()
                .toString();
        try (Writer out = Files.newBufferedWriter(file)) {
            String all = MASTER_DATA.toString();
            String products0 = "\"products\":[";
            int place = all.indexOf(products0) + products0.length();
            out.write(all.substring(0, place));
            Random random = new Random(1);
            for (int i = 0; i < products; i++) {
                byte[] description = new byte[230];
                random.nextBytes(description);
                String id = UUID.nameUUIDFromBytes(("product " + i).getBytes(StandardCharsets.UTF_8))
                        .toString();
                out.write(String.format(Locale.ROOT, row, id, i, HexFormat.of().formatHex(description)));
                out.write(',');
            }
            out.write(all.substring(place));
        }
    }

    @Test
    void aNewPriceIsAnnouncedInTheNextHeartbeat() {
        String data = sample("pos-init.json");
        String store = storeWithData("PRICES");
        String secret = secretOfTill("PRICES");
        beat(secret);
        beat(secret); // by now the first import has been announced, if it needed to be
        String dearer = data.replaceAll("\"sale_price\": ?\"1.9900\"", "\"sale_price\":\"2.4900\"");
        assertFalse(dearer.equals(data));

        assertEquals(200, imported(store, dearer).statusCode());
        assertEquals(Set.of("refresh"), beat(secret));

        assertEquals(200, imported(store, dearer).statusCode());
        assertEquals(Set.of(), beat(secret), "nothing has changed");
    }

    /** Sends a heartbeat of the new store's till; returns the types of the requests in the response. */
    private static Set<String> beat(String secret) {
        HttpResponse<String> answer = calls.post(
                "/pos/status",
                "{\"office_code\":\"O1\",\"store_code\":\"PRICES\",\"terminal_code\":\"TILL-1\",\"pos_id\":1,"
                        + "\"activity\":\"idle\",\"interval_seconds\":5}",
                "Authorization",
                basic("TILL-1", secret));
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer).getJsonArray("requests").getValuesAs(JsonObject.class).stream()
                .map(asked -> asked.getString("type"))
                .collect(Collectors.toSet());
    }
}
