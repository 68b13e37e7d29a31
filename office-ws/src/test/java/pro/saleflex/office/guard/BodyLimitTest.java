package pro.saleflex.office.guard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.admin.StoresResource;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.wire.Problem;

class BodyLimitTest {
    private static final int LIMIT = 10_000;
    private static final String TOO_LARGE =
            "The body is larger than 10000 bytes. Send the documents in several requests.";

    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private ByteArrayInputStream sent = new ByteArrayInputStream(new byte[0]);
    private InputStream in = sent;
    private Annotation[] annotations = {};
    private boolean oneByOne;
    private long now = Long.MAX_VALUE; // monotonic clocks start anywhere and may overflow
    private long nanosPerByte;

    @SuppressWarnings("UnnecessaryAssignment") // there is no injection here
    private byte[] read(byte[] body) throws IOException {
        BodyLimit limit = new BodyLimit();
        limit.nanos = () -> now;
        limit.config = new OfficeConfig(key -> Optional.ofNullable(Map.of(
                        "saleflex.office.body.limit.bytes", "10000",
                        "saleflex.office.import.limit.bytes", "20000")
                .get(key)));
        sent = new ByteArrayInputStream(body);
        in = sent;
        return (byte[]) limit.aroundReadFrom((ReaderInterceptorContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ReaderInterceptorContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeaders" -> headers;
                    case "getAnnotations" -> annotations;
                    case "getInputStream" -> in;
                    case "setInputStream" -> {
                        in = (InputStream) arguments[0];
                        yield null;
                    }
                    case "proceed" -> oneByOne ? byteByByte() : in.readAllBytes();
                    default -> throw new AssertionError(method);
                }));
    }

    private byte[] byteByByte() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            now += nanosPerByte;
            read.write(b);
        }
        return read.toByteArray();
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (i * 7);
        }
        return body;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    private void assertRejected(int status, String message, byte[] body) {
        Problem problem = assertThrows(Problem.class, () -> read(body));
        assertEquals(status, problem.getResponse().getStatus());
        assertEquals(message, problem.getMessage());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"identity", "Identity"})
    void acceptsABodyUpToTheLimit(String encoding) throws IOException {
        if (encoding != null) {
            headers.putSingle("Content-Encoding", encoding);
        }
        for (int length : new int[] {0, 1, 9_999, LIMIT}) {
            assertArrayEquals(body(length), read(body(length)));
        }
    }

    @Test
    void rejectsALargerBodyWhileReadingIt() {
        assertRejected(413, TOO_LARGE, body(LIMIT + 1));
        oneByOne = true;
        assertRejected(413, TOO_LARGE, body(LIMIT + 1));
    }

    @Test
    void rejectsALargerBodyBeforeReadingItIfItsLengthIsDeclared() {
        headers.putSingle("Content-Length", "10001");

        assertRejected(413, TOO_LARGE, body(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000", "-1", "", "many", "99999999999999999999"})
    void countsTheBytesWhateverTheDeclaredLength(String length) throws IOException {
        headers.putSingle("Content-Length", length);

        assertArrayEquals(body(LIMIT), read(body(LIMIT)));
        assertRejected(413, TOO_LARGE, body(LIMIT + 1));
    }

    @Test
    void decompressesGzipAndCountsTheDecompressedBytes() throws IOException {
        headers.putSingle("Content-Encoding", "gzip");
        headers.putSingle("Content-Length", "100");

        assertArrayEquals(body(LIMIT), read(gzip(body(LIMIT))));
        assertRejected(413, TOO_LARGE, gzip(body(LIMIT + 1)));
        oneByOne = true;
        headers.putSingle("Content-Encoding", "GZip");
        assertArrayEquals(body(LIMIT), read(gzip(body(LIMIT))));
        assertRejected(413, TOO_LARGE, gzip(body(LIMIT + 1)));
    }

    @Test
    void stopsDecompressingSoonAfterTheLimit() throws IOException {
        headers.putSingle("Content-Encoding", "gzip");
        byte[] packed = gzip(new byte[50_000_000]);

        assertRejected(413, TOO_LARGE, packed);
        assertTrue(sent.available() > packed.length / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void rejectsABodyThatIsNotGzipThoughDeclaredSo(int length) {
        headers.putSingle("Content-Encoding", "gzip");

        assertRejected(400, "Content-Encoding says gzip, but the body is not gzip.", body(length));
    }

    @Test
    void rejectsDamagedGzip() throws IOException {
        headers.putSingle("Content-Encoding", "gzip");
        byte[] packed = gzip(body(5_000));
        byte[] cutOff = Arrays.copyOf(packed, packed.length - 9);
        byte[] changed = packed.clone();
        changed[packed.length - 6]++; // in the check sum

        assertRejected(400, "The gzip body is damaged.", cutOff);
        assertRejected(400, "The gzip body is damaged.", changed);
        oneByOne = true;
        assertRejected(400, "The gzip body is damaged.", cutOff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "gzip, gzip", "gzip;q=1", ""})
    void rejectsOtherEncodings(String encoding) {
        headers.putSingle("Content-Encoding", encoding);

        assertRejected(415, "Content-Encoding must be gzip or left out.", body(1));
    }

    @Test
    void doesNotWaitForABodyThatTricklesIn() throws IOException {
        oneByOne = true;
        nanosPerByte = 100_000_000;

        Problem problem = assertThrows(Problem.class, () -> read(new byte[500]));

        assertEquals(408, problem.getResponse().getStatus());
        assertTrue(sent.available() > 250, "20 seconds are enough to notice");
    }

    @Test
    void readsABodyThatArrivesSlowlyButSteadily() throws IOException {
        oneByOne = true;
        nanosPerByte = 1_900_000; // 526 bytes a second

        assertEquals(LIMIT, read(new byte[LIMIT]).length);
    }

    @Test
    void anImportHasItsOwnLimit() throws Exception {
        annotations = StoresResource.class.getDeclaredMethod("replaceReference", UUID.class, InputStream.class)
                .getParameterAnnotations()[1];

        assertArrayEquals(body(20_000), read(body(20_000)));
        assertThrows(Problem.class, () -> read(body(20_001)));
    }
}
