package pro.saleflex.office.guard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import pro.saleflex.office.wire.Problem;

/**
 * A body's bytes as they come over the line, with an eye on the clock: one that comes in drops would hold a thread for hours.
 * One that does not come at all is the listener's to end. A caller that goes away in the middle is no failure of ours.
 */
final class MinimumRateStream extends FilterInputStream {
    /** Longer than a till waits for a byte from us (10 s), and what Apache's mod_reqtimeout gives a body by default. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Bytes that buy another second; also from there. */
    private static final int SLOWEST = 500;

    private final LongSupplier nanos;
    private final long start;
    private long count;

    /** @param nanos a clock that only goes forward */
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
            throw Problem.of(400, "The body was cut off. Nothing of it was taken: send it again.");
        }
    }

    private static Problem tooSlow() {
        return Problem.of(408, "The body came too slowly. Nothing of it was taken: send it again.");
    }
}
