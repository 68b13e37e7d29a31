package pro.saleflex.office.guard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import pro.saleflex.office.wire.Problem;

/**
 * Enforces a minimum data rate on a request body as it arrives: one that trickles in would hold a thread for hours. A
 * body that stops altogether is ended by the listener. A caller that disconnects halfway is answered 400, not logged as
 * a failure of ours.
 */
final class MinimumRateStream extends FilterInputStream {
    /** Longer than a terminal waits for a byte from us (10 s); the default of Apache's mod_reqtimeout for a body. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** This many bytes extend the time by a second; also the default of mod_reqtimeout. */
    private static final int MINIMUM_BYTES_PER_SECOND = 500;

    private final LongSupplier nanos;
    private final long start;
    private long count;

    /** @param nanos a monotonic clock */
    MinimumRateStream(InputStream in, LongSupplier nanos) {
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
        int read = receive(buffer, offset, length);
        count += Math.max(read, 0);
        if (nanos.getAsLong() - start
                > GRACE.plusSeconds(count / MINIMUM_BYTES_PER_SECOND).toNanos()) {
            throw tooSlow();
        }
        return read;
    }

    private int receive(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) { // how the listener reports that nothing arrived
                throw tooSlow();
            }
            throw Problem.of(400, "The body was cut off. None of it was processed: send it again.");
        }
    }

    private static Problem tooSlow() {
        return Problem.of(408, "The body arrived too slowly. None of it was processed: send it again.");
    }
}
