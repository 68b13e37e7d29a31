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
 * Many callers that begin a body and do not go on, at every door at once: nobody else notices. Terminals T0891 and POS-002 are
 * used.
 */
class SlowCallersE2E {
    private static final int AT_EACH_DOOR = 100;
    private static final List<String> DOORS = List.of(
            "/office/login.xhtml",
            "/api/v1/pos/transactions",
            "/api/v1/pos/status",
            "/api/v1/admin/users",
            "/api/soap/v11/PosService");

    private static final List<Socket> SLOW = new ArrayList<>();
    private static OfficeServer office;
    private static PortalClient manager;

    @BeforeAll
    static void begin() throws IOException {
        office = OfficeServer.shared();
        manager = new PortalClient(office);
        manager.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        for (String door : DOORS) {
            String type = door.contains("soap")
                    ? "text/xml"
                    : door.startsWith("/office") ? "application/x-www-form-urlencoded" : "application/json";
            for (int i = 0; i < AT_EACH_DOOR; i++) {
                String length = "Content-Length: " + (i % 4 == 0 ? 4_000 : 6_000_000);
                String framing = i % 2 == 0 ? length : "Transfer-Encoding: chunked";
                boolean asks = i % 5 == 0; // and is not answered when it sends at once all the same
                String expect = asks ? "Expect: 100-continue\r\n" : "";
                String start = asks ? "" : i % 2 == 0 ? "{\"office" : "8\r\n{\"office\r\n";
                Socket socket = RawHttp.connected(office);
                SLOW.add(socket);
                socket.getOutputStream()
                        .write(("POST " + door + " HTTP/1.1\r\nHost: office\r\nContent-Type: " + type + "\r\n" + expect
                                        + framing + "\r\n\r\n" + start)
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    @AfterAll
    static void end() throws IOException {
        for (Socket socket : SLOW) {
            socket.close();
        }
    }

    /** Before a till gives up: it waits 10 s. */
    private static <T> T promptly(Supplier<T> call) {
        Instant start = Instant.now();
        T answer = call.get();
        long millis = Duration.between(start, Instant.now()).toMillis();
        assertTrue(millis < 10_000, millis + " ms");
        return answer;
    }

    @Test
    void othersDoNotNotice() throws IOException {
        Calls calls = new Calls(office);
        for (int i = 0; i < 5; i++) {
            assertEquals(200, promptly(() -> calls.get("/health").statusCode()));
            String trusted = envelope("T0891", sale(UUID.randomUUID(), "s" + i));
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
        assertTrue(answer.contains("HTTP/1.1 408 "), "the slow are cut: " + answer);
    }

    private static int accepted(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer).getInt("accepted");
    }

    private static int accepted(String answer) {
        assertTrue(answer.contains("HTTP/1.1 200 "), answer);
        return answer.contains("\"accepted\":1") ? 1 : 0;
    }

    /** As the real terminal sends: first the head, then the body. */
    private static String inTwoParts() {
        byte[] body = envelope("T0891", sale(UUID.randomUUID(), "two")).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = RawHttp.connected(office)) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/pos/transactions HTTP/1.1\r\nHost: office\r\nContent-Type: application/json\r\n"
                                            + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(100); // so that they come one after the other
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
