package pro.saleflex.office.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.file.BrokenChainException;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.e2e.Screenshots;
import pro.saleflex.office.fakegate.FakeGate;

/**
 * Every command of the README works, and the one that takes its screenshots: runs each in a short form, on one server
 * set up for benchmarks.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsE2E {
    private static final Path BASE =
            Path.of(System.getProperty("office.config")).getParent();

    private static FakeGate gate;
    private static OfficeServer office;

    @BeforeAll
    static void start() {
        gate = FakeGate.start("--lean", "--check-every", "20");
        office = OfficeServer.measured(
                "commands", Map.of("SALEFLEX_OFFICE_GATE_URL", gate.url(), "SALEFLEX_OFFICE_GATE_TOKEN", "gate-token"));
    }

    @AfterAll
    static void stop() {
        office.discard();
        gate.close();
    }

    /** The lines of the README's command blocks. */
    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        boolean block = false;
        for (String line : Files.readAllLines(BASE.resolve("README.md"))) {
            if (line.startsWith("```")) {
                block = !block;
            } else if (block) {
                commands.add(line.replaceAll("\\s+#.*", ""));
            }
        }
        return commands;
    }

    @Test
    @Order(0)
    void allCommandsOfTheReadmeAreCovered() throws IOException {
        List<String> others = commands().stream()
                .filter(command -> !command.startsWith("curl ") && !command.startsWith("SALE="))
                .toList();
        assertEquals(
                List.of(
                        "mvn -Prun package", // every end-to-end test starts the server this way
                        "mvn verify",
                        "mvn -q -pl office-ear -Psimulator exec:java"
                                + " -Dexec.args=\"--terminals 5 --rate 2 --duration 60\"",
                        "java -jar server-config/target/office-archive.jar verify .office/archive",
                        "OFFICE_RESTORE=.office/archive mvn -Prun package", // ArchiveE2E restores this way
                        "mvn -q -pl office-ear -Pfakegate exec:java -Dexec.args=\"--port 9100\"",
                        "mvn -Pbenchmark package",
                        "mvn -Pbenchmark package -Dbenchmark.of=Board",
                        "mvn -Pbenchmark package -Dbenchmark.of=Gate",
                        "mvn -Pbenchmark package -Dbenchmark.of=Soap",
                        "mvn -Pbenchmark package -Dbenchmark.of=Callers",
                        "mvn -Pbenchmark package -Dbenchmark.of=History",
                        "mvn -Pbenchmark package -Dbenchmark.of=Archive",
                        "mvn -Pbenchmark package -Dbenchmark.of=Archive -Dbenchmark=1000000",
                        "mvn -Pbenchmark package -Dbenchmark.of=Archiving",
                        "mvn -Pbenchmark package -Dbenchmark.of=Rebuild",
                        "mvn -Pfuzz verify", // FuzzE2E is part of all tests
                        "mvn -Pfaults verify"), // and so is FaultsE2E
                others,
                "every command has a short form here");
    }

    @Test
    @Order(1) // before any other till has called
    void board() throws IOException, InterruptedException {
        BoardBenchmark.measure(office, "1", "2", "20", "2", "40", "5", "1", "1");
    }

    @Test
    @Order(5) // after gate(), because GATE could not accept the baseline's entries
    void intake() throws SQLException, IOException, InterruptedException {
        IntakeBenchmark.measure(office, "1", "1", "1");
    }

    @Test
    @Order(3)
    void soap() throws IOException, InterruptedException {
        SoapBenchmark.measure(office, "1", "1", "1");
    }

    @Test
    @Order(4)
    void callers() throws IOException, InterruptedException {
        CallersBenchmark.measure(office, "1", "1", "1");
    }

    @Test
    @Order(2)
    void gate() throws IOException, InterruptedException {
        GateBenchmark.measure(office, gate, "20", "1", "0.2", "0.5", "5", "0");
        assertEquals(List.of(), gate.violations());
    }

    @Test
    @Order(5)
    void history() throws SQLException, IOException, InterruptedException {
        HistoryBenchmark.measure(office, "600");
    }

    @Test
    @Order(5)
    void archive() throws SQLException, IOException, DatabaseRefusedException, BrokenChainException {
        ArchiveBenchmark.measure(office, "3000");
    }

    @Test
    @Order(3)
    void archiving() throws IOException, InterruptedException {
        ArchivingBenchmark.measure(office, "1", "1", "1");
    }

    @Test
    @Order(3) // before there are many documents: all are rebuilt
    void rebuild() throws SQLException, IOException, InterruptedException {
        RebuildBenchmark.measure(office, "200", "1", "1", "1");
    }

    @Test
    @Order(6)
    void simulator() throws IOException, InterruptedException {
        Process simulator = java(
                        "pro.saleflex.office.simulator.Simulator",
                        "--url",
                        office.api(),
                        "--first",
                        "200",
                        "--terminals",
                        "2",
                        "--rate",
                        "4",
                        "--duration",
                        "1")
                .start();
        String output = output(simulator);
        assertTrue(simulator.waitFor(60, TimeUnit.SECONDS), output);
        assertEquals(0, simulator.exitValue(), output);
    }

    @Test
    @Order(7)
    void fakeGate() throws IOException, InterruptedException {
        Process fake =
                java("pro.saleflex.office.fakegate.RunFakeGate", "--port", "0").start();
        try {
            URI seen = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> printedAddress(fake, "/_seen"));
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(seen).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
        } finally {
            fake.destroy();
            fake.waitFor();
        }
    }

    @Test
    @Order(8)
    void theSaleOfTheReadmeIsOnceInTheJournal() throws IOException, InterruptedException {
        List<String> lines = commands().stream()
                .filter(command -> command.startsWith("curl ") || command.startsWith("SALE="))
                .map(command -> command.replace("http://127.0.0.1:9000", office.origin()))
                .toList();
        assertEquals(3, lines.size(), lines.toString());
        String sale = lines.get(1).replace("curl ", "curl -fsS ");
        String look = lines.get(2).replace("curl ", "curl -fsS ");
        Process shell = new ProcessBuilder(
                        "bash", "-c", String.join("\n", "set -e", lines.get(0), sale, "echo", sale, "echo", look))
                .directory(BASE.toFile())
                .redirectErrorStream(true)
                .start();
        String output = output(shell);
        assertEquals(0, shell.waitFor(), output);
        assertEquals(3, output.split("\"accepted\":1", -1).length, "accepted both times: " + output);
        assertEquals(
                "1",
                office.value("select count(*) from journal_entry e join terminal t on t.id = e.terminal_id"
                        + " where t.code = 'POS-001'"));
    }

    /** The command of CONTRIBUTING, on this server. */
    @Test
    @Order(9)
    void screenshots(@TempDir Path pictures) throws IOException, SQLException {
        Screenshots.take(office, pictures);
        for (String picture : List.of("board.png", "till.png")) {
            assertEquals(1280, ImageIO.read(pictures.resolve(picture).toFile()).getWidth(), picture);
        }
    }

    @Test
    @Order(10)
    void verifyTheArchive() throws IOException, InterruptedException {
        Process verify = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        BASE.resolve("server-config/target/office-archive.jar").toString(),
                        "verify",
                        office.home().resolve("archive").toString())
                .redirectErrorStream(true)
                .start();
        String output = output(verify);
        assertEquals(0, verify.waitFor(), output);
        assertTrue(output.contains("tills, all as they were written"), output);
    }

    private static ProcessBuilder java(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The address in the curl command that a program prints for this path. */
    private static URI printedAddress(Process program, String path) {
        return program.inputReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("curl ") && line.endsWith(path))
                .findFirst()
                .map(line -> URI.create(line.substring("curl ".length())))
                .orElseThrow(() -> new AssertionError("it ended without printing " + path));
    }
}
