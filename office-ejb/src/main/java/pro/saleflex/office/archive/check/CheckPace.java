package pro.saleflex.office.archive.check;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;
import pro.saleflex.office.archive.file.ArchiveReader.Pause;
import pro.saleflex.office.archive.restore.ArchiveRestore;

/**
 * Keeps a verification, rehearsal or backup from disturbing anybody: rests between segments, holds the job's lease, tells how
 * far it is, and ends it when the server stops, another server has taken over, or a condition says so.
 */
final class CheckPace implements Pause, ArchiveRestore.Progress {
    private static final long REST_NANOS = Duration.ofMillis(5).toNanos();
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    private final CheckKind kind;
    private final Instant startedAt;
    private final BooleanSupplier mayGoOn;
    private final Pause condition;
    private final CheckResults results;
    private long lookedAt = System.nanoTime() - LOOK_NANOS;
    private int done;
    private int total;
    private long before;

    /**
     * Begins.
     *
     * @param mayGoOn asked every two seconds; renews the lease
     * @param condition called every two seconds; throws if the work is to end with a fault
     */
    CheckPace(CheckKind kind, Instant startedAt, BooleanSupplier mayGoOn, Pause condition, CheckResults results) {
        this.kind = kind;
        this.startedAt = startedAt;
        this.mayGoOn = mayGoOn;
        this.condition = condition;
        this.results = results;
    }

    /** Tells how far it is: this number of terminals, or percent, of the total, with all their entries. */
    void reached(int part, int of, long entries) throws IOException {
        done = part;
        total = of;
        before = entries;
        look(0);
    }

    @Override
    public void afterSegment(long entries) throws IOException {
        LockSupport.parkNanos(REST_NANOS);
        look(entries);
    }

    @Override
    public void report(Phase phase, String table, long rows, long bytes, long of) {
        try {
            look(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void journal(String terminal, long lastEntryNo, int terminals, int of) {
        done = terminals;
        total = of;
    }

    private void look(long entries) throws IOException {
        if (System.nanoTime() - lookedAt < LOOK_NANOS) {
            return;
        }
        lookedAt = System.nanoTime();
        if (!mayGoOn.getAsBoolean()) {
            throw new InterruptedIOException("It was stopped; it is done again later.");
        }
        condition.afterSegment(entries);
        results.running(kind, startedAt, done, total, before + entries);
    }
}
