package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Enrolment from nothing to the first accepted sale, and everything that must not work on the way. */
class EnrolmentE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final String FINGERPRINT = "ab".repeat(32);

    private static OfficeServer office;
    private static Calls calls;
    private static int addresses;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
        assertEquals(
                201,
                admin(
                                "POST",
                                "/stores",
                                "{\"office_code\":\"OE\",\"store_code\":\"S\",\"name\":\"Enrolling\","
                                        + "\"time_zone\":\"Europe/Istanbul\",\"currency\":\"TRY\"}")
                        .statusCode());
    }

    private static HttpResponse<String> admin(String method, String path, String body) {
        return calls.method(method, "/admin" + path, body, "Authorization", ADMIN);
    }

    private static JsonObject till(int number) {
        HttpResponse<String> answer = admin(
                "POST",
                "/terminals",
                "{\"office_code\":\"OE\",\"store_code\":\"S\",\"terminal_code\":\"E" + number + "\",\"number\":"
                        + number + "}");
        assertEquals(201, answer.statusCode(), answer.body());
        return json(answer);
    }

    private static String body(String terminal, String code) {
        return "{\"office_code\":\"OE\",\"store_code\":\"S\",\"terminal_code\":\"" + terminal + "\",\"code\":\"" + code
                + "\"}";
    }

    /** Enrols from a new address each time, as a proxy on this machine would report it. */
    private static HttpResponse<String> enrol(String terminal, String code) {
        return calls.post("/enrolments", body(terminal, code), "X-Forwarded-For", "192.0.2." + ++addresses);
    }

    private static HttpResponse<String> sell(String terminal, String secret, String... more) {
        String sale = Calls.envelope(terminal, sale(UUID.randomUUID(), "e1"))
                .replace("OFFICE-001", "OE")
                .replace("STORE-001", "S");
        String[] headers = Stream.concat(Stream.of("Authorization", basic(terminal, secret)), Stream.of(more))
                .toArray(String[]::new);
        return calls.post("/pos/transactions", sale, headers);
    }

    private static Duration timeUntil(String time) {
        return Duration.between(Instant.now(), OffsetDateTime.parse(time).toInstant());
    }

    private static String wrong(String code) {
        return (code.charAt(0) == 'A' ? "C" : "A") + code.substring(1);
    }

    private static String audit(String action, String terminal) {
        return office.value("select count(*) from audit_trail where action = '" + action + "' and subject = 'OE/S/"
                + terminal + "'");
    }

    @Test
    void aTillGetsFromNothingToItsFirstAcceptedSale() {
        JsonObject created = till(1);
        String code = created.getString("enrolment_code");
        assertTrue(code.matches("[A-Z2-9]{4}-[A-Z2-9]{4}"), code);
        assertEquals("WAITING", created.getString("enrolment"));
        Duration left = timeUntil(created.getString("enrolment_expires_at"));
        assertTrue(left.toMinutes() >= 13 && left.toMinutes() <= 15, left.toString());

        HttpResponse<String> answer = enrol("E1", code.toLowerCase(Locale.ROOT).replace("-", " "));

        assertEquals(201, answer.statusCode(), answer.body());
        JsonObject reply = json(answer);
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals("ok", reply.getString("status"));
        assertEquals("E1", reply.getString("user"));
        assertEquals("Basic", reply.getString("authentication"));
        assertEquals(1, reply.getInt("pos_id"));
        assertEquals(43, reply.getString("secret").length(), "256 bits in base64url");
        HttpResponse<String> sold = sell("E1", reply.getString("secret"));
        assertEquals(200, sold.statusCode(), sold.body());
        assertEquals(1, json(sold).getInt("accepted"));
        assertEquals(401, sell("E1", created.getString("secret")).statusCode(), "the previous secret ended at once");
        assertEquals(403, enrol("E1", code).statusCode(), "a code works once");
        assertEquals("1", audit("enrolment.code", "E1"));
        assertEquals("1", audit("enrolment.redeem", "E1"));
    }

    @Test
    void theCodeIsStoredAsASlowHashOnlyAndNeverLogged() throws IOException {
        String code = till(2).getString("enrolment_code").replace("-", "");
        String hash = office.value(
                "select code_hash from enrolment e join terminal t on t.id = e.terminal_id" + " where t.code = 'E2'");
        assertTrue(hash.startsWith("PBKDF2WithHmacSHA512:210000:"), hash);
        assertFalse(hash.contains(code));
        String secret = json(enrol("E2", code)).getString("secret");
        enrol("E2", code);

        assertEquals(
                "0",
                office.value("select count(*) from audit_trail a where to_jsonb(a)::text like '%" + code
                        + "%' or to_jsonb(a)::text like '%" + secret + "%'"));
        try (Stream<Path> files = Files.walk(office.home())) {
            List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".log")).toList();
            assertFalse(logs.isEmpty());
            for (Path log : logs) {
                String text = Files.readString(log);
                assertFalse(text.contains(code) || text.contains(secret), log.toString());
            }
        }
    }

    @Test
    void fiveFailuresLockTheCodeUntilANewOneIsCreated() {
        JsonObject created = till(3);
        String code = created.getString("enrolment_code");
        HttpResponse<String> stranger = enrol("nobody", code);
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = enrol("E3", wrong(code));
            assertEquals(403, answer.statusCode());
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(json(stranger).getString("detail"), json(answer).getString("detail"), "no reason is given");
        }

        assertEquals(403, enrol("E3", code).statusCode(), "the right code is void too");
        assertEquals("1", audit("enrolment.lock", "E3"));
        assertEquals("5", audit("enrolment.fail", "E3"));
        assertEquals(
                "LOCKED",
                json(admin("PATCH", "/terminals/" + created.getString("id"), "{}"))
                        .getString("enrolment"));

        HttpResponse<String> fresh = admin("POST", "/terminals/" + created.getString("id") + "/enrolment", "");
        assertEquals(201, fresh.statusCode(), fresh.body());
        assertNotEquals(code, json(fresh).getString("code"));
        assertEquals(201, enrol("E3", json(fresh).getString("code")).statusCode());
        assertEquals(
                404,
                admin("POST", "/terminals/" + UUID.randomUUID() + "/enrolment", "")
                        .statusCode());
    }

    @Test
    void anAddressThatTriesTooOftenWaits() {
        String code = till(4).getString("enrolment_code");
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    403,
                    calls.post("/enrolments", body("E9", "AAAAAAAA"), "X-Forwarded-For", "198.51.100.1")
                            .statusCode());
        }

        HttpResponse<String> answer = calls.post("/enrolments", body("E4", code), "X-Forwarded-For", "198.51.100.1");

        assertEquals(429, answer.statusCode());
        assertEquals("60", answer.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(201, enrol("E4", code).statusCode(), "others do not wait, and the code is still valid");
    }

    @Test
    void aMalformedEnrolmentIsRefused() {
        for (String body : List.of("", "{", "[]", "null", "{}", body("E1", ""), body("x".repeat(101), "AAAA"))) {
            HttpResponse<String> answer = calls.post("/enrolments", body, "X-Forwarded-For", "192.0.2." + ++addresses);
            assertEquals(400, answer.statusCode(), body + answer.body());
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElseThrow());
        }
        assertEquals(405, calls.get("/enrolments").statusCode());
        assertEquals(403, enrol("%00", "%00 ' or 1=1").statusCode(), "nothing is found by what strangers send");
        assertEquals(400, enrol("E1", "\\u0000").statusCode(), "text cannot contain this character");
    }

    @Test
    void aRotationNeedsNoDowntimeAndThePreviousSecretCanBeEndedEarly() {
        JsonObject created = till(5);
        String path = "/terminals/" + created.getString("id");
        String first = created.getString("secret");

        JsonObject rotated = json(admin("PATCH", path, "{\"rotate\":true}"));
        String second = rotated.getString("secret");
        Duration grace = timeUntil(rotated.getString("previous_valid_until"));
        assertTrue(grace.toHours() >= 23 && grace.toHours() <= 24, grace.toString());
        assertEquals(200, sell("E5", first).statusCode());
        assertEquals(200, sell("E5", second).statusCode());

        String third = json(admin("PATCH", path, "{\"rotate\":true}")).getString("secret");
        assertEquals(401, sell("E5", first).statusCode(), "two at most");
        assertEquals(200, sell("E5", second).statusCode());
        assertEquals(200, sell("E5", third).statusCode());

        assertFalse(json(admin("PATCH", path, "{\"end_previous\":true}")).containsKey("previous_valid_until"));
        assertEquals(401, sell("E5", second).statusCode());
        assertEquals(200, sell("E5", third).statusCode());
        assertEquals(
                400,
                admin("PATCH", path, "{\"rotate\":true,\"end_previous\":true}").statusCode());
    }

    @Test
    void aRevocationWorksWithinFiveSecondsAndVoidsTheCode() {
        JsonObject created = till(6);
        String path = "/terminals/" + created.getString("id");
        String second = json(admin("PATCH", path, "{\"rotate\":true}")).getString("secret");
        assertEquals(200, sell("E6", second).statusCode());

        assertFalse(json(admin("PATCH", path, "{\"revoke\":true}")).getBoolean("has_secret"));

        long start = System.nanoTime();
        OfficeServer.await("the secret is refused", () -> sell("E6", second).statusCode() == 401);
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertTrue(seconds < 5, seconds + " s");
        assertEquals(401, sell("E6", created.getString("secret")).statusCode(), "both secrets have ended");
        assertEquals(403, enrol("E6", created.getString("enrolment_code")).statusCode());
    }

    @Test
    void aBlockedTillEnrolsAndHandsOver() {
        JsonObject created = till(7);
        admin("PATCH", "/terminals/" + created.getString("id"), "{\"blocked\":true}");

        HttpResponse<String> answer = enrol("E7", created.getString("enrolment_code"));

        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(200, sell("E7", json(answer).getString("secret")).statusCode());
    }

    @Test
    void aTillBoundToACertificateMustPresentItToo() {
        JsonObject created = till(8);
        String path = "/terminals/" + created.getString("id");
        String secret = created.getString("secret");
        assertEquals(
                400, admin("PATCH", path, "{\"certificate_sha256\":\"abc\"}").statusCode());
        JsonObject bound =
                json(admin("PATCH", path, "{\"certificate_sha256\":\"" + FINGERPRINT.toUpperCase(Locale.ROOT) + "\"}"));
        assertEquals(FINGERPRINT, bound.getString("certificate_sha256"));

        HttpResponse<String> without = sell("E8", secret);
        assertEquals(401, without.statusCode());
        assertTrue(json(without).getString("message").contains("presented no certificate"), without.body());
        HttpResponse<String> other = sell("E8", secret, OfficeServer.CERTIFICATE_HEADER, "cd".repeat(32));
        assertEquals(401, other.statusCode());
        assertTrue(json(other).getString("message").contains("not the one bound"), other.body());
        assertEquals(
                200,
                sell("E8", secret, OfficeServer.CERTIFICATE_HEADER, FINGERPRINT).statusCode());
        assertEquals(
                401,
                sell("E8", "wrong", OfficeServer.CERTIFICATE_HEADER, FINGERPRINT)
                        .statusCode(),
                "the secret is needed as well");

        assertFalse(json(admin("PATCH", path, "{\"certificate_sha256\":\"\"}")).containsKey("certificate_sha256"));
        assertEquals(200, sell("E8", secret).statusCode());
    }
}
