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
 * A process that a launcher started and noted down. Number and start together name it for certain: the number alone
 * may belong to somebody else by now.
 *
 * @param pid the process
 * @param startedAt when it started, as the operating system says
 */
record RecordedProcess(long pid, Instant startedAt) {

    /** The system counts a start in ticks since its own boot, so two readings may differ a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Notes a running process down, to be found again by a later launcher. */
    static void record(Path file, ProcessHandle process) throws IOException {
        Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
        Files.writeString(file, process.pid() + " " + startedAt.toEpochMilli() + "\n");
    }

    /** Reads such a note; nothing if there is none or it was cut short. */
    static Optional<RecordedProcess> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String note = Files.readString(file).strip();
        if (!note.matches("[0-9]{1,18} [0-9]{1,18}")) {
            return Optional.empty();
        }
        String[] parts = note.split(" ", -1);
        return Optional.of(
                new RecordedProcess(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1]))));
    }

    /** Reads the note PostgreSQL keeps in its data directory: line 1 is the process, line 3 its start in seconds. */
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

    /** The process, if it still runs and is the one that was noted. */
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
     * Ends the process if it still runs: asks with a signal, waits, and only then insists.
     *
     * @param signal what asks politely, {@code TERM} for most, {@code INT} for PostgreSQL (its fast shutdown)
     * @return whether there was something to end
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

    /** Waits for a process that need not be our child. */
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
