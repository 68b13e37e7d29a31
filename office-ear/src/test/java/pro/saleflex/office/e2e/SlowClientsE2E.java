package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Clients that send slowly or not at all are cut off before they hold up the tills. The tests run concurrently, because
 * they mostly wait.
 */
class SlowClientsE2E {
    private static OfficeServer office;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(office.origin()).getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static byte[] head(int length) {
        return ("POST /api/v1/pos/transactions HTTP/1.1\r\nHost: office\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A sale of 12,000 bytes, mostly spaces. */
    private static byte[] request() {
        String sale = Calls.sale(UUID.randomUUID(), "slow").replace("{\"head\"", "{" + " ".repeat(12_000) + "\"head\"");
        byte[] body = Calls.envelope(office.terminal().code(), sale).getBytes(StandardCharsets.UTF_8);
        byte[] head = head(body.length);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Sends in pieces until all is sent or the server cuts it off; returns the response, if any. */
    private static String drip(byte[] bytes, int piece, Duration pause, Duration timeout) throws IOException {
        Instant end = Instant.now().plus(timeout);
        try (Socket socket = connected()) {
            OutputStream out = socket.getOutputStream();
            int sent = 0;
            while (sent < bytes.length
                    && socket.getInputStream().available() == 0
                    && Instant.now().isBefore(end)) {
                int length = Math.min(piece, bytes.length - sent);
                out.write(bytes, sent, length);
                sent += length;
                Thread.sleep(pause.toMillis());
            }
            return rest(socket, Duration.between(Instant.now(), end));
        } catch (SocketException e) {
            return "cut: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads until the end of a JSON object or of the connection. */
    private static String rest(Socket socket, Duration timeout) throws IOException {
        socket.setSoTimeout((int) Math.max(1, timeout.toMillis()));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int b = socket.getInputStream().read();
                b >= 0;
                b = socket.getInputStream().read()) {
            read.write(b);
            if (b == '}') {
                break;
            }
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static long seconds(Instant start) {
        return Duration.between(start, Instant.now()).toSeconds();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBodyThatStopsIsCutOffSoon() throws IOException {
        Instant start = Instant.now();
        try (Socket socket = connected()) {
            socket.getOutputStream().write(head(1000));
            socket.getOutputStream().write("{\"office".getBytes(StandardCharsets.US_ASCII));
            String answer = rest(socket, Duration.ofSeconds(60));

            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        }
        assertTrue(seconds(start) <= 30, "after " + seconds(start) + " s");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aBodyInDropsIsCutOff() throws IOException {
        Instant start = Instant.now();
        String answer = drip(request(), 200, Duration.ofSeconds(1), Duration.ofSeconds(60));

        assertTrue(answer.startsWith("HTTP/1.1 408 ") || answer.startsWith("cut"), answer);
        assertTrue(seconds(start) <= 40, "after " + seconds(start) + " s");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aSlowBodyThatMovesIsAccepted() throws IOException {
        Instant start = Instant.now();
        String answer = drip(request(), 5_000, Duration.ofSeconds(9), Duration.ofSeconds(60));

        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("\"accepted\":1"), answer);
        assertTrue(seconds(start) > 20, "it was slow");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void slowHeadersHoldNoThread() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = connected();
                slow.add(socket);
                socket.getOutputStream().write("GET /api/v1/health HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
            }
            Instant start = Instant.now();
            assertEquals(200, new Calls(office).get("/health").statusCode());
            assertTrue(seconds(start) < 5, "after " + seconds(start) + " s");
            for (Socket socket : slow) {
                assertEquals("", rest(socket, Duration.ofSeconds(90)), "closed without a response");
            }
            assertTrue(seconds(start) <= 75, "after " + seconds(start) + " s");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
