package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Follows {@code install.md} from an empty machine to a first receipt and back: runs every indented line as it is, as
 * root, with the machine's PostgreSQL and nginx. Needs Linux namespaces, Debian's packages {@code postgresql},
 * {@code nginx-light}, {@code iproute2}, {@code curl}, {@code unzip} and {@code openssl}, and the Turkish locale.
 */
class InstallGuideE2E {
    private static final int MINUTES = 8;

    private final Path config = Path.of(System.getProperty("office.config"));
    private final Path work = Path.of(System.getProperty("office.work"), "guide");

    @Test
    void theGuideLeadsFromAnEmptyMachineToAReceipt() throws IOException, InterruptedException {
        List<String> missing = Stream.of("unshare", "pg_ctlcluster", "nginx", "ip", "curl", "unzip", "openssl")
                .filter(program -> Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin")
                        .noneMatch(directory -> Files.isExecutable(Path.of(directory, program))))
                .toList();
        boolean possible = System.getProperty("user.name").equals("root") && missing.isEmpty();
        assertTrue(possible || !"true".equals(System.getenv("CI")), "The guide needs root and " + missing);
        assumeTrue(possible, "The guide is followed by root only, and needs " + missing);

        String output = followGuide();

        assertTrue(output.endsWith("The guide was walked to its end.\n"), output);
        assertTrue(output.contains("\"accepted\":1"), output);
        assertTrue(output.contains("PostgreSQL "), output);
        assertEquals(
                List.of("listens: [::ffff:127.0.0.1]:4848", "listens: [::ffff:127.0.0.1]:9000"),
                output.lines()
                        .filter(line -> line.startsWith("listens: "))
                        .sorted()
                        .toList(),
                output);
        assertTrue(
                output.contains("portal behind nginx: 200 https://office.example.com:443/office/login.xhtml"), output);
        assertTrue(output.contains("large import behind nginx: 401"), output);
        assertTrue(
                output.contains("portal behind another port: 200 https://office.example.com:8443/office/login.xhtml"),
                output);
        assertTrue(
                output.lines()
                        .anyMatch(
                                line -> line.startsWith("{") && line.contains("7c0e6a52-3f0b-4a3e-9a51-0c4f5d0f3a11")),
                output);
    }

    private String followGuide() throws IOException, InterruptedException {
        Files.createDirectories(work);
        String[] guide = Files.readString(config.resolve("docs/install.md")).split("(?=## Removing it)", 2);
        Files.writeString(work.resolve("guide.sh"), commands(guide[0]) + "look\n" + commands(guide[1]));
        Path ground = work.resolve("ground.sh");
        try (var script = InstallGuideE2E.class.getResourceAsStream("/guide/ground.sh")) {
            Files.write(ground, script.readAllBytes());
        }
        Path output = work.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--net",
                        "--pid",
                        "--fork",
                        "--mount-proc",
                        "--kill-child",
                        "bash",
                        ground.toString(),
                        work.toString(),
                        config.toString(),
                        System.getProperty("office.payara"),
                        System.getProperty("office.driver"),
                        System.getProperty("office.ear"))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "tr_TR.UTF-8");
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly().waitFor();
        String printed = Files.readString(output);
        delete(List.of("etc", "opt", "var", ".etc", ".opt", ".var"));
        assertTrue(ended, "It takes too long: " + printed);
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }

    /** The lines indented as code. */
    private static String commands(String guide) {
        return guide.lines()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.substring(4) + "\n")
                .collect(Collectors.joining());
    }

    private void delete(List<String> names) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("rm", "-rf"),
                        names.stream().map(name -> work.resolve(name).toString()))
                .toList();
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
