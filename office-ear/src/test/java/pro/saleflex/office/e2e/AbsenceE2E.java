package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers get while the application is redeployed. */
class AbsenceE2E {
    /** The paths called, each with what its 503 answer contains in the caller's format. */
    private static final Map<String, String> PATHS = Map.of(
            "/api/v1/health", "{\"status\":\"error\",\"message\":",
            "/api/v1/pos/init", "{\"status\":\"error\",\"message\":",
            "/api/v1/admin/users", "\"status\":503",
            "/office/login.xhtml", "SaleFlex.OFFICE is starting");

    private static OfficeServer office;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
    }

    @Test
    void callersAreToldToTryAgain() throws IOException, InterruptedException {
        String till = office.terminal().code();
        Process deployment = office.redeploy();
        Map<String, Integer> unavailable = new TreeMap<>();
        while (!deployment.waitFor(50, TimeUnit.MILLISECONDS)) {
            for (Map.Entry<String, String> path : PATHS.entrySet()) {
                String answer = RawHttp.get(office, path.getKey(), "X-Forwarded-For: 192.0.2.68");
                assertFalse(answer.contains("Payara"), answer);
                if (isUnavailable(answer, path.getValue())) {
                    unavailable.merge(path.getKey(), 1, Integer::sum);
                }
            }
            String sold = sell(till);
            assertFalse(sold.contains("Payara"), sold);
            assertTrue(sold.contains("\"accepted\":1") || isUnavailable(sold, "\"status\":\"error\""), sold);
        }
        assertEquals(
                0,
                deployment.exitValue(),
                new String(deployment.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(PATHS.keySet(), unavailable.keySet());

        Calls calls = new Calls(office);
        OfficeServer.await(
                "documents are accepted again", () -> calls.get("/health").statusCode() == 200);
        String body = envelope(till, sale(UUID.randomUUID(), "back"));
        assertEquals(1, json(calls.post("/pos/transactions", body)).getInt("accepted"));
    }

    private static boolean isUnavailable(String answer, String expected) {
        if (RawHttp.status(answer) != 503) {
            return false;
        }
        assertTrue(answer.contains("Retry-After: "), answer);
        assertTrue(answer.contains(expected), answer);
        return true;
    }

    private static String sell(String till) throws IOException {
        byte[] body = envelope(till, sale(UUID.randomUUID(), "away")).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = RawHttp.connected(office)) {
            socket.getOutputStream()
                    .write(("POST /api/v1/pos/transactions HTTP/1.1\r\nHost: office\r\n"
                                    + "Content-Type: application/json\r\n"
                                    + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return RawHttp.rest(socket);
        }
    }
}
