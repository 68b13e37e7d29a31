package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.sale;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rate limits: callers that send more than the settings allow are told when to try again, and lose nothing. */
class LimitsE2E {
    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = OtherServer.office();
        calls = new Calls(office);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aTooFastTerminalWaitsAndOthersDoNot() throws InterruptedException {
        String till = office.terminal().code();
        String other = office.terminal().code();
        String body = envelope(till, sale(UUID.randomUUID(), "l1"));
        HttpResponse<String> answer = calls.post("/pos/transactions", body);
        for (int i = 0; i < 20 && answer.statusCode() == 200; i++) {
            answer = calls.post("/pos/transactions", body);
        }

        assertEquals(429, answer.statusCode());
        assertEquals("\"terminal\";q=1;w=1", header(answer, "RateLimit-Policy"));
        assertTrue(header(answer, "RateLimit").startsWith("\"terminal\";r=0;t="), header(answer, "RateLimit"));
        int seconds = Integer.parseInt(header(answer, "Retry-After"));
        assertTrue(seconds >= 1 && seconds <= 2, seconds + " s");
        assertEquals(
                200,
                calls.post("/pos/transactions", envelope(other, sale(UUID.randomUUID(), "l2")))
                        .statusCode());
        Thread.sleep(seconds * 1000L);
        assertEquals(200, calls.post("/pos/transactions", body).statusCode());
    }

    @Test
    void aTooFastAddressWaitsBeforeItsCredentialsAreChecked() {
        HttpResponse<String> answer = calls.get("/admin/terminals", "X-Forwarded-For", "192.0.2.7");
        for (int i = 0; i < 300 && answer.statusCode() == 401; i++) {
            answer = calls.get("/admin/terminals", "X-Forwarded-For", "192.0.2.7");
        }

        assertEquals(429, answer.statusCode());
        assertEquals("\"address\";q=10;w=1", header(answer, "RateLimit-Policy"));
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals(200, calls.get("/health", "X-Forwarded-For", "192.0.2.7").statusCode(), "health is not limited");
        assertEquals(
                401,
                calls.get("/admin/terminals", "X-Forwarded-For", "192.0.2.8").statusCode());
    }
}
