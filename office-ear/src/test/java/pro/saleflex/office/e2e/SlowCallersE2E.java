package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.json;
import static pro.saleflex.office.e2e.Calls.sale;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Slow clients in numbers: many callers start a body and do not continue, at every endpoint at once, and nobody else
 * notices.
 */
class SlowCallersE2E {
    private static final int PER_ENDPOINT = 100;
    private static final List<String> ENDPOINTS = List.of(
            "/office/login.xhtml",
            "/api/v1/pos/transactions",
            "/api/v1/pos/status",
            "/api/v1/admin/users",
            "/api/soap/v11/PosService");

    private static final List<Socket> SLOW = new ArrayList<>();
    private static OfficeServer office;
    private static PortalClient manager;
    private static String till;

    @BeforeAll
    static void start() throws IOException {
        office = OfficeServer.shared();
        till = office.terminal().code();
        manager = new PortalClient(office);
        manager.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        for (String path : ENDPOINTS) {
            String type = path.contains("soap")
                    ? "text/xml"
                    : path.startsWith("/office") ? "application/x-www-form-urlencoded" : "application/json";
            for (int i = 0; i < PER_ENDPOINT; i++) {
                String length = "Content-Length: " + (i % 4 == 0 ? 4_000 : 6_000_000);
                String framing = i % 2 == 0 ? length : "Transfer-Encoding: chunked";
                boolean asks = i % 5 == 0; // and gets no 100 if it sends the body at once all the same
                String expect = asks ? "Expect: 100-continue\r\n" : "";
                String start = asks ? "" : i % 2 == 0 ? "{\"office" : "8\r\n{\"office\r\n";
                Socket socket = RawHttp.connected(office);
                SLOW.add(socket);
                socket.getOutputStream()
                        .write(("POST " + path + " HTTP/1.1\r\nHost: office\r\nContent-Type: " + type + "\r\n" + expect
                                        + framing + "\r\n\r\n" + start)
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        for (Socket socket : SLOW) {
            socket.close();
        }
    }

    /** Asserts that the call is answered before a till would give up, which waits 10 s. */
    private static <T> T promptly(Supplier<T> call) {
        Instant start = Instant.now();
        T answer = call.get();
        long millis = Duration.between(start, Instant.now()).toMillis();
        assertTrue(millis < 10_000, millis + " ms");
        return answer;
    }

    @Test
    void otherCallersDoNotNotice() throws IOException {
        Calls calls = new Calls(office);
        for (int i = 0; i < 5; i++) {
            assertEquals(200, promptly(() -> calls.get("/health").statusCode()));
            String trusted = envelope(till, sale(UUID.randomUUID(), "s" + i));
            assertEquals(1, accepted(promptly(() -> calls.post("/pos/transactions", trusted))));
            String known = envelope("POS-002", sale(UUID.randomUUID(), "k" + i));
            String secret = Calls.basic("POS-002", office.demoSecret());
            assertEquals(
                    1,
                    accepted(promptly(() -> calls.post(
                            "/pos/transactions", known, "Authorization", secret, "X-Forwarded-For", "192.0.2.67"))));
            assertEquals(200, promptly(() -> manager.get("/office/").statusCode()));
        }
        assertEquals(1, accepted(promptly(SlowCallersE2E::inTwoParts)));
        Socket first = SLOW.get(0);
        String answer = RawHttp.rest(first);
        assertTrue(answer.startsWith("HTTP/1.1 100 "), answer);
        assertTrue(answer.contains("HTTP/1.1 408 "), "slow callers are cut off: " + answer);
    }

    private static int accepted(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer).getInt("accepted");
    }

    private static int accepted(String answer) {
        assertTrue(answer.contains("HTTP/1.1 200 "), answer);
        return answer.contains("\"accepted\":1") ? 1 : 0;
    }

    /** Sends a sale as the real terminal does: first the headers, then the body. */
    private static String inTwoParts() {
        byte[] body = envelope(till, sale(UUID.randomUUID(), "two")).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = RawHttp.connected(office)) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/pos/transactions HTTP/1.1\r\nHost: office\r\nContent-Type: application/json\r\n"
                                            + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(100); // so that they arrive one after the other
            socket.getOutputStream().write(body);
            return RawHttp.rest(socket);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
