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
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.wire.Problem;

/**
 * Unpacks gzip bodies and counts while reading: what matters is the size after decompression. And looks at the clock: a body
 * that comes in drops would hold a thread for hours. One that does not come at all is the listener's to end.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {
    /** Longer than a till waits for a byte from us (10 s), and what Apache's mod_reqtimeout gives a body by default. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Bytes that buy another second; also from there. */
    private static final int SLOWEST = 500;

    @Inject
    OfficeConfig config;

    /** A clock that only goes forward. */
    LongSupplier nanos = System::nanoTime;

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
            body.setInputStream(new Counted(new Patient(body.getInputStream(), nanos), limit));
        } else if (encoding.equalsIgnoreCase("gzip")) {
            try {
                body.setInputStream(new Counted(new GZIPInputStream(new Patient(body.getInputStream(), nanos)), limit));
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

    /** The bytes as they come over the line. */
    private static final class Patient extends FilterInputStream {
        private final LongSupplier nanos;
        private final long start;
        private long count;

        Patient(InputStream in, LongSupplier nanos) {
            super(in);
            this.nanos = nanos;
            this.start = nanos.getAsLong();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = arrived(buffer, offset, length);
            count += Math.max(read, 0);
            if (nanos.getAsLong() - start > GRACE.plusSeconds(count / SLOWEST).toNanos()) {
                throw tooSlow();
            }
            return read;
        }

        private int arrived(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                if (e.getCause() instanceof TimeoutException) { // how the listener says that nothing came
                    throw tooSlow();
                }
                throw e;
            }
        }

        private static Problem tooSlow() {
            return Problem.of(408, "The body came too slowly. Nothing of it was taken: send it again.");
        }
    }
}
