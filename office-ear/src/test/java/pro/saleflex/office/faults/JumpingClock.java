package pro.saleflex.office.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, moved while it is read. */
final class JumpingClock extends Clock {
    private final ZoneId zone;
    private final AtomicReference<Duration> offset;

    JumpingClock() {
        this(ZoneId.systemDefault(), new AtomicReference<>(Duration.ZERO));
    }

    private JumpingClock(ZoneId zone, AtomicReference<Duration> offset) {
        this.zone = zone;
        this.offset = offset;
    }

    void jumpTo(Duration ahead) {
        offset.set(ahead);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new JumpingClock(other, offset);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset.get());
    }
}
