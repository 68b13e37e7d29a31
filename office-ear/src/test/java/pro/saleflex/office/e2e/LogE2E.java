package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Log injection: each message is one line, and callers cannot write lines of their own. */
class LogE2E {
    private static final int TIMEOUT_MILLIS = 3_000;

    /** What ends a line, hides one or reverses its direction: as percent-encoded UTF-8. */
    private static final List<String> HARMFUL = List.of(
            "%0A", "%0D%0A", "%0B", "%1B%5B2K", "%7F", "%C2%85", "%C2%9B", "%E2%80%A8", "%E2%80%A9", "%E2%80%AE");

    private static final Pattern UNESCAPED = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202E]");

    private static OfficeServer office;

    private final String mark = "FORGED-" + UUID.randomUUID();
    private int before;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
    }

    @BeforeEach
    void noteLength() {
        before = log().length();
    }

    /** The log, after the rotated files before it. */
    private static String log() {
        try (Stream<Path> files = Files.list(office.home().resolve("logs/payara"))) {
            StringBuilder log = new StringBuilder();
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("server.log"))
                    .sorted((one, other) ->
                            one.endsWith("server.log") ? 1 : other.endsWith("server.log") ? -1 : one.compareTo(other))
                    .toList()) {
                log.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            return log.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was logged since the test started, up to a call made now. */
    private List<String> logged() {
        String last = "last-" + UUID.randomUUID();
        send(request("GET", "/api/v1/nothing", "", "X-Request-Id: " + last));
        OfficeServer.await("the log is written", () -> log().contains(last));
        return Arrays.asList(log().substring(before).split("\\R", -1));
    }

    private static byte[] request(String method, String path, String body, String... headers) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: office\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
        for (String header : headers) {
            head += header + "\r\n";
        }
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(office.origin()).getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Sends a request and waits until the server closes the connection. */
    private static String send(byte[] request) {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString(); // a reset counts as an answer, too
        }
    }

    @Test
    void noCallerWritesALogLineOfItsOwn() {
        List<byte[]> requests = new ArrayList<>();
        for (String harmful : HARMFUL) {
            String encoded = "x" + harmful + mark;
            String decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            String json = decoded.chars()
                    .mapToObj(each ->
                            each < 0x20 ? String.format(Locale.ROOT, "\\u%04x", each) : Character.toString(each))
                    .reduce("", String::concat);
            String header = decoded.replaceAll("[\r\n]", "\t");
            String basic = "Authorization: Basic "
                    + Base64.getEncoder().encodeToString((decoded + ":x").getBytes(StandardCharsets.UTF_8));
            for (String path : List.of(
                    "/",
                    "/office/",
                    "/office/login.xhtml;",
                    "/office/jakarta.faces.resource/",
                    "/api/",
                    "/api/docs/",
                    "/api/problems/",
                    "/api/soap/v11/",
                    "/api/v1/",
                    "/api/v1/admin/users/",
                    "/api/v1/pos/init?office_code=")) {
                requests.add(request("GET", path + encoded, ""));
                requests.add(request("POST", path + encoded, "x", "Content-Type: text/plain"));
            }
            requests.add(request("GET", "/office/jakarta.faces.resource/office.css.xhtml?ln=" + encoded, ""));
            requests.add(request("GET", "/office/", "", "Cookie: JSESSIONID=" + encoded + "; language=" + encoded));
            requests.add(request("GET", "/api/v1/admin/users", "", basic));
            requests.add(request("GET", "/api/v1/health", "", "X-Request-Id: " + header, "X-Forwarded-For: " + header));
            requests.add(request(
                    "GET", "/office/login.xhtml", "", "Accept-Language: " + header, "X-Forwarded-Proto: " + header));
            requests.add(request(
                    "POST",
                    "/api/v1/pos/transactions",
                    "{}",
                    "Content-Type: application/json;charset=" + header,
                    "Content-Encoding: " + header));
            requests.add(request(
                    "POST", "/api/soap/v11/PosService", decoded, "Content-Type: text/xml", "SOAPAction: " + header));
            requests.add(request(
                    "POST",
                    "/api/soap/v12/PosService",
                    decoded,
                    "Content-Type: application/soap+xml;charset=" + header));
            requests.add(request(
                    "POST",
                    "/api/v1/pos/status",
                    "{\"office_code\":\"" + json + "\",\"store_code\":\"" + json + "\",\"terminal_code\":\"" + json
                            + "\"}",
                    "Content-Type: application/json"));
            requests.add(request(
                    "POST",
                    "/api/v1/enrolments",
                    "{\"office_code\":\"" + json + "\",\"store_code\":\"" + json + "\",\"terminal_code\":\"" + json
                            + "\",\"code\":\"" + json + "\"}",
                    "Content-Type: application/json",
                    "X-Forwarded-For: 203.0.113.40"));
            requests.add(request("X" + header, "/api/v1/health", ""));
            requests.add(("GET /" + header + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            requests.add(("GET / HTTP/" + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            requests.add(request("GET", "/", "", "Transfer-Encoding: " + header));
        }
        requests.forEach(LogE2E::send);

        List<String> lines = logged();
        List<String> marked = lines.stream().filter(line -> line.contains(mark)).toList();
        assertFalse(marked.isEmpty(), "something is logged");
        assertEquals(
                List.of(),
                marked.stream()
                        .filter(line -> !line.startsWith("{\"Timestamp\":"))
                        .toList());
        assertEquals(
                List.of(),
                marked.stream().filter(line -> UNESCAPED.matcher(line).find()).toList());
    }

    @Test
    void aCallerThatDisconnectsInABodyIsOneLine() {
        int times = 0;
        for (String path : List.of(
                "/api/v1/pos/transactions",
                "/api/v1/pos/status",
                "/api/v1/enrolments",
                "/api/soap/v11/PosService",
                "/api/soap/v12/PosService",
                "/office/login.xhtml")) {
            for (boolean reset : new boolean[] {true, false}) {
                cut(path, reset);
                int expected = ++times;
                OfficeServer.await(
                        "the disconnect is logged", () -> disconnects().size() >= expected);
            }
        }

        List<String> lines = logged();
        assertEquals(times, disconnects().size());
        assertTrue(
                disconnects().stream().allMatch(line -> line.contains("\"Level\":\"INFO\"")),
                disconnects().toString());
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.contains("\"Level\":\"SEVERE\"") || line.contains("\"StackTrace\""))
                        .toList());
    }

    private List<String> disconnects() {
        return log().substring(before)
                .lines()
                .filter(line -> line.contains("disconnected in the middle of a body"))
                .toList();
    }

    /** Announces more bytes than it sends, and disconnects. */
    private static void cut(String path, boolean reset) {
        String type = path.contains("v11")
                ? "text/xml"
                : path.contains("v12")
                        ? "application/soap+xml"
                        : path.contains("login") ? "application/x-www-form-urlencoded" : "application/json";
        String head = "POST " + path + " HTTP/1.1\r\nHost: office\r\nContent-Type: " + type
                + "\r\nContent-Length: 100000\r\nX-Forwarded-For: 203.0.113.41\r\n\r\n{\"office_code\":";
        try (Socket socket = connected()) {
            socket.setSoLinger(reset, 0);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            send(request("GET", "/api/v1/health", "")); // answered after the server has read this one's part
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theVersionOfTheZoneRulesIsLogged() {
        assertTrue(
                Pattern.compile("Using version 20\\d\\d[a-z] of the time zone rules\\.")
                        .matcher(log())
                        .find(),
                "outdated rules show nowhere else");
    }
}
