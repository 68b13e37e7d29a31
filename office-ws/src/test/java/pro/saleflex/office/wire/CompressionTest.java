package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    private static final byte[] TEXT = "master data ".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private OutputStream out = sent;

    private void answer(List<String> acceptEncoding) throws IOException {
        Compression compression = new Compression();
        compression.request = (HttpHeaders) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpHeaders.class}, (proxy, method, arguments) -> {
                    assertEquals("getRequestHeader", method.getName());
                    assertEquals("Accept-Encoding", arguments[0]);
                    return acceptEncoding;
                });
        headers.putSingle("Content-Length", TEXT.length);
        compression.aroundWriteTo((WriterInterceptorContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {WriterInterceptorContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeaders" -> headers;
                    case "getOutputStream" -> out;
                    case "setOutputStream" -> {
                        out = (OutputStream) arguments[0];
                        yield null;
                    }
                    case "proceed" -> {
                        out.write(TEXT);
                        yield null;
                    }
                    default -> throw new AssertionError(method);
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "gzip, deflate",
                "deflate, gzip",
                "deflate,gzip;q=0.5",
                "gzip; q=1.0",
                "br;q=1, gzip;q=0.001, identity;q=0"
            })
    void compressesForACallerThatAcceptsIt(String accepted) throws IOException {
        answer(List.of(accepted));

        assertEquals("gzip", headers.getFirst("Content-Encoding"));
        assertFalse(headers.containsKey("Content-Length"));
        assertEquals(List.of("Accept-Encoding"), headers.get("Vary"));
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            assertEquals(
                    new String(TEXT, StandardCharsets.UTF_8),
                    new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "identity", "deflate", "br", "gzip;q=0", "gzip; q=0.0", "gzip;q=0.000", "xgzip", "gzipped"})
    void doesNotCompressForOthers(String accepted) throws IOException {
        answer(List.of(accepted));

        assertUncompressed();
    }

    @Test
    void doesNotCompressWithoutAnAcceptEncodingHeader() throws IOException {
        answer(null);

        assertUncompressed();
    }

    @Test
    void readsAHeaderSentInSeveralLines() throws IOException {
        answer(List.of("deflate", "gzip"));

        assertEquals("gzip", headers.getFirst("Content-Encoding"));
    }

    private void assertUncompressed() {
        assertFalse(headers.containsKey("Content-Encoding"));
        assertEquals(TEXT.length, headers.getFirst("Content-Length"));
        assertEquals(List.of("Accept-Encoding"), headers.get("Vary"));
        assertEquals(new String(TEXT, StandardCharsets.UTF_8), sent.toString(StandardCharsets.UTF_8));
    }
}
