package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Baseline: pgbench writes the same rows directly to the same database, by {@code benchmark/baseline.sql}. */
final class Baseline {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

    private final String pgbench;
    private final Path script;
    private final int databasePort;
    private final String storeId;

    /** @throws IllegalStateException if pgbench is not installed */
    Baseline(Path work, int databasePort, String storeId) {
        this.pgbench = find().orElseThrow(() -> new IllegalStateException(
                "pgbench is not installed. Install Debian's package postgresql and start again."));
        this.script = work.resolve("baseline.sql");
        this.databasePort = databasePort;
        this.storeId = storeId;
        try (InputStream in = Baseline.class.getResourceAsStream("/benchmark/baseline.sql")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Debian installs it beside the server, outside the PATH; takes the newest version. */
    private static Optional<String> find() {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        try (Stream<Path> versions = Files.exists(DEBIAN) ? Files.list(DEBIAN) : Stream.<Path>of()) {
            Stream<Path> installed = versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin"));
            return Stream.concat(onPath, installed)
                    .map(folder -> folder.resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Documents written per second. */
    double run(int clients, Duration time) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        pgbench,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(databasePort),
                        "-U",
                        "office",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(clients),
                        "-j",
                        Integer.toString(Math.min(clients, 2)),
                        "-T",
                        Long.toString(time.toSeconds()),
                        "-D",
                        "payload=" + SaleForm.item(),
                        "-D",
                        "store=" + storeId,
                        "-f",
                        script.toString(),
                        "office"))
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", "office");
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher rate = RATE.matcher(output);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new IllegalStateException("pgbench failed: " + output);
            }
            return Double.parseDouble(rate.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
