package pro.saleflex.office.guard;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.wire.Problem;

/** Unpacks gzip bodies and counts while reading: what matters is the size after decompression. */
@Provider
public class BodyLimit implements ReaderInterceptor {

    @Inject
    OfficeConfig config;

    /** Public for JAX-RS. */
    public BodyLimit() {}

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        int limit = config.bodyLimitBytes();
        String encoding = body.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            String length = body.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
            if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > limit) {
                throw tooLarge(limit);
            }
            body.setInputStream(new Counted(body.getInputStream(), limit));
        } else if (encoding.equalsIgnoreCase("gzip")) {
            try {
                body.setInputStream(new Counted(new GZIPInputStream(body.getInputStream()), limit));
            } catch (ZipException | EOFException e) {
                throw Problem.of(400, "The body is not gzip, though its Content-Encoding says so.");
            }
        } else {
            throw Problem.of(415, "Content-Encoding must be gzip or none.");
        }
        return body.proceed();
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(413, "The body is larger than " + limit + " bytes. Send the documents in several requests.");
    }

    private static final class Counted extends FilterInputStream {
        private final int limit;
        private long count;

        Counted(InputStream in, int limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int read = unpacked(() -> in.read());
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = unpacked(() -> in.read(buffer, offset, length));
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            count += read;
            if (count > limit) {
                throw tooLarge(limit);
            }
        }

        private static int unpacked(Reading reading) throws IOException {
            try {
                return reading.read();
            } catch (ZipException | EOFException e) {
                throw Problem.of(400, "The gzip body is damaged.");
            }
        }

        private interface Reading {
            int read() throws IOException;
        }
    }
}
