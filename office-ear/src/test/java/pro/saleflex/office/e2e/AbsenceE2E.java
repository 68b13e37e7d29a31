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

/** What callers are told while the application is being replaced. Terminal T0892 is this class's own. */
class AbsenceE2E {
    /** The places that are asked, by the form in which each says that it comes again. */
    private static final Map<String, String> PLACES = Map.of(
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
    void callersAreToldToComeAgain() throws IOException, InterruptedException {
        Process deployment = office.redeploy();
        Map<String, Integer> absent = new TreeMap<>();
        while (!deployment.waitFor(50, TimeUnit.MILLISECONDS)) {
            for (Map.Entry<String, String> place : PLACES.entrySet()) {
                String answer = RawHttp.get(office, place.getKey(), "X-Forwarded-For: 192.0.2.68");
                assertFalse(answer.contains("Payara"), answer);
                if (isAbsence(answer, place.getValue())) {
                    absent.merge(place.getKey(), 1, Integer::sum);
                }
            }
            String sold = sell();
            assertFalse(sold.contains("Payara"), sold);
            assertTrue(sold.contains("\"accepted\":1") || isAbsence(sold, "{\"status\":\"error\",\"message\":"), sold);
        }
        assertEquals(
                0,
                deployment.exitValue(),
                new String(deployment.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(PLACES.keySet(), absent.keySet());

        Calls calls = new Calls(office);
        OfficeServer.await(
                "documents are taken again", () -> calls.get("/health").statusCode() == 200);
        String body = envelope("T0892", sale(UUID.randomUUID(), "back"));
        assertEquals(1, json(calls.post("/pos/transactions", body)).getInt("accepted"));
    }

    private static boolean isAbsence(String answer, String form) {
        if (RawHttp.status(answer) != 503) {
            return false;
        }
        assertTrue(answer.contains("Retry-After: "), answer);
        assertTrue(answer.contains(form), answer);
        return true;
    }

    private static String sell() throws IOException {
        byte[] body = envelope("T0892", sale(UUID.randomUUID(), "away")).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = RawHttp.connected(office)) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/pos/transactions HTTP/1.1\r\nHost: office\r\nContent-Type: application/json\r\n"
                                            + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return RawHttp.rest(socket);
        }
    }
}
