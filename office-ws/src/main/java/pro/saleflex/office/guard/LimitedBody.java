package pro.saleflex.office.guard;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import pro.saleflex.office.wire.Problem;

/** A request body that is decompressed and counted while it is read: the limit applies to the decompressed size. */
final class LimitedBody extends FilterInputStream {
    private final int limit;
    private long count;

    private LimitedBody(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    /**
     * Wraps a raw body; reading past the limit throws a 413 problem.
     *
     * @param encoding the Content-Encoding header, or null
     * @param length the Content-Length header, or null
     * @param limit in bytes, after decompression
     * @throws Problem 400 when it is not gzip though declared so, 413 when it is declared too large, 415 for another
     *     encoding
     */
    static InputStream of(InputStream body, String encoding, String length, int limit) throws IOException {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > limit) {
                throw tooLarge(limit);
            }
            return new LimitedBody(body, limit);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Problem.of(415, "Content-Encoding must be gzip or left out.");
        }
        try {
            return new LimitedBody(new GZIPInputStream(body), limit);
        } catch (ZipException | EOFException e) {
            throw Problem.of(400, "Content-Encoding says gzip, but the body is not gzip.");
        }
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(413, "The body is larger than " + limit + " bytes. Send the documents in several requests.");
    }

    @Override
    public int read() throws IOException {
        int read = decompressed(() -> in.read());
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = decompressed(() -> in.read(buffer, offset, length));
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        count += read;
        if (count > limit) {
            throw tooLarge(limit);
        }
    }

    private static int decompressed(Reading reading) throws IOException {
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
