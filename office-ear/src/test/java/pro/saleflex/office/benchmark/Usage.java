package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import pro.saleflex.office.e2e.OfficeServer;

/**
 * Processor time used up to an instant, in hundredths of a second, as Linux counts it.
 *
 * @param server by the application server
 * @param database by PostgreSQL
 * @param machine by everything on this machine
 * @param nanos the instant, as {@link System#nanoTime}
 */
record Usage(long server, long database, long machine, long nanos) {

    /** Usage up to now. */
    static Usage of(OfficeServer office) {
        return new Usage(
                withDescendants(office.serverProcess()),
                withDescendants(office.databaseProcess()),
                machineTime(),
                System.nanoTime());
    }

    private static long withDescendants(long pid) {
        Stream<ProcessHandle> descendants = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        return Stream.concat(Stream.of(pid), descendants.map(ProcessHandle::pid))
                .mapToLong(Usage::processTime)
                .sum();
    }

    /** Time of a process, including its terminated children. */
    private static long processTime(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Stream.of(11, 12, 13, 14)
                    .mapToLong(i -> Long.parseLong(fields[i]))
                    .sum();
        } catch (IOException e) {
            return 0; // The process ended meanwhile; its time counts for its parent.
        }
    }

    private static long machineTime() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().strip().split(" +", -1);
            return Stream.of(1, 2, 3, 6, 7) // all but idle and iowait
                    .mapToLong(i -> Long.parseLong(fields[i]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Usage since then, in percent of one processor. */
    String since(Usage before) {
        double seconds = (nanos - before.nanos) / 1e9;
        return String.format(
                Locale.ROOT,
                "server %.0f %%, PostgreSQL %.0f %%, everything on this machine %.0f %% of %d %%",
                (server - before.server) / seconds,
                (database - before.database) / seconds,
                (machine - before.machine) / seconds,
                Runtime.getRuntime().availableProcessors() * 100);
    }

    /** Memory of the server after a garbage collection. */
    static String memory(OfficeServer office) throws IOException, InterruptedException {
        String pid = Long.toString(office.serverProcess());
        command("GC.run", pid);
        String heap = command("GC.heap_info", pid)
                .lines()
                .filter(line -> line.contains("used"))
                .findFirst()
                .orElse("unknown")
                .strip();
        String resident = Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("unknown")
                .replaceAll("\\s+", " ");
        return resident + "; heap after collection: " + heap;
    }

    private static String command(String command, String pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        return output;
    }
}
