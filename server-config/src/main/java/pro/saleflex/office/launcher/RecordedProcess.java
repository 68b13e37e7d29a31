package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that a launcher started and recorded. Process id and start time together identify it; the id alone may have
 * been reused by another process.
 *
 * @param pid the process id
 * @param startedAt when it started, according to the operating system
 */
record RecordedProcess(long pid, Instant startedAt) {

    /** The system measures the start in ticks since its own boot, so two readings may differ slightly. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Records a running process, so that a later launcher can find it. */
    static void record(Path file, ProcessHandle process) throws IOException {
        Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
        Files.writeString(file, process.pid() + " " + startedAt.toEpochMilli() + "\n");
    }

    /** Reads a record; empty if there is none or it is truncated. */
    static Optional<RecordedProcess> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9]{1,18} [0-9]{1,18}")) {
            return Optional.empty();
        }
        String[] parts = text.split(" ", -1);
        return Optional.of(
                new RecordedProcess(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1]))));
    }

    /** Reads PostgreSQL's own pid file in its data directory: line 1 is the process id, line 3 its start in seconds. */
    static Optional<RecordedProcess> readPostmaster(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 3
                || !lines.get(0).strip().matches("[0-9]{1,18}")
                || !lines.get(2).strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new RecordedProcess(
                Long.parseLong(lines.get(0).strip()),
                Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
    }

    /** Returns the process, if it is still running and is the one that was recorded. */
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    /**
     * Ends the process if it is still running: sends a signal, waits, and then kills it.
     *
     * @param signal the signal to send first, {@code TERM} for most, {@code INT} for PostgreSQL (its fast shutdown)
     * @return whether the process was running
     */
    boolean end(String signal) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = running();
        if (process.isEmpty()) {
            return false;
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(5, TimeUnit.SECONDS);
        if (!awaitEnd(process.get(), PATIENCE)) {
            process.get().destroyForcibly();
            awaitEnd(process.get(), PATIENCE);
        }
        return true;
    }

    /** Waits for a process that may not be our child; returns whether it ended in time. */
    static boolean awaitEnd(ProcessHandle process, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }
}
