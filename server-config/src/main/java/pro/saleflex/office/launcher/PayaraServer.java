package pro.saleflex.office.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application server's process. */
final class PayaraServer {
    static final String LOG = "server.log";

    private static final Pattern FAILED_COMMAND =
            Pattern.compile("Boot Command (\\S+) failed (?:PlainTextActionReporterFAILURE)?(.{1,300})");

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final OfficeHome home;
    private final PayaraDistribution payara;
    private final PayaraDomain domain;
    private final Arguments parts;
    private final Settings settings;
    private final List<String> command;
    private ServerLog log;
    private Process process;

    /**
     * Asks Payara for its start command.
     *
     * @throws Trouble if there is no usable answer
     */
    PayaraServer(OfficeHome home, PayaraDistribution payara, PayaraDomain domain, Arguments parts, Settings settings)
            throws Trouble {
        this.home = home;
        this.payara = payara;
        this.domain = domain;
        this.parts = parts;
        this.settings = settings;
        try {
            this.command = command();
        } catch (IOException e) {
            throw new Trouble("Payara Server's start command could not be determined: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }

    /** Returns the file by which a later launcher finds this process if this launcher is killed. */
    static Path recordFile(OfficeHome home) {
        return home.run().resolve("payara");
    }

    /**
     * Starts the process, which boots and then runs the domain's commands; {@link #log()} shows its progress.
     *
     * @param environment variables added to our own environment
     */
    void start(Map<String, String> environment) throws Trouble {
        try {
            log = ServerLog.fromNow(home.payaraLogs().resolve(LOG));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(domain.directory().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console().toFile());
            builder.environment().putAll(environment);
            process = builder.start();
            RecordedProcess.record(recordFile(home), process.toHandle());
        } catch (IOException e) {
            throw new Trouble("Payara Server could not be started: " + e.getMessage(), e);
        }
    }

    /** Returns the process to watch. */
    ProcessHandle process() {
        return process.toHandle();
    }

    ServerLog log() {
        return log;
    }

    /**
     * Returns a set-up command that failed before the boot. The server continues without it, perhaps with pools that
     * never recover, so this must be reported. A domain is set up once, when it is new, so no command has a reason to
     * fail.
     */
    Optional<String> setupFailure() throws IOException {
        Matcher failed = FAILED_COMMAND.matcher(Files.readString(console()));
        return failed.find()
                ? Optional.of(failed.group(1) + ": " + failed.group(2).strip())
                : Optional.empty();
    }

    /** Returns the process's own output: of the commands before the boot, and of a dying JVM. */
    private Path console() {
        return home.payaraLogs().resolve("console.log");
    }

    /** Stops the server; requests in progress are still answered. Does nothing if it is not running. */
    void stop() throws InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        recordFile(home).toFile().delete();
    }

    private List<String> command() throws IOException, InterruptedException {
        List<String> asadmin = new ArrayList<>(
                List.of(java(), "-jar", payara.asadminJar().toString(), "start-domain", "--dry-run", "--domaindir"));
        asadmin.add(home.domains().toString());
        addBootCommands(asadmin, "--prebootcommandfile", "before-boot.asadmin", domain.commandsBeforeBoot());
        addBootCommands(asadmin, "--postbootcommandfile", "after-boot.asadmin", domain.commandsAfterBoot());
        asadmin.add(PayaraDomain.NAME);

        Path answer = home.run().resolve("payara-command");
        Process dryRun = new ProcessBuilder(asadmin)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(answer.toFile())
                .start();
        if (!dryRun.waitFor(60, TimeUnit.SECONDS)) {
            dryRun.destroyForcibly();
            throw new IOException("no answer within 60 seconds");
        }
        return tuned(StartCommand.parse(Files.readString(answer)));
    }

    private void addBootCommands(List<String> asadmin, String option, String name, List<String> commands)
            throws IOException {
        Path file = home.run().resolve(name);
        Files.deleteIfExists(file);
        if (!commands.isEmpty()) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, commands);
            asadmin.add(option);
            asadmin.add(file.toString());
        }
    }

    private List<String> tuned(StartCommand shipped) throws IOException {
        List<String> tuned = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // Its own session, so that Ctrl-C reaches only the launcher, which stops everything in order.
            tuned.add("/usr/bin/setsid");
        }
        List<String> options = new ArrayList<>(List.of(
                "-Xms256m",
                "-Xmx" + settings.heap(),
                "-XX:+UseG1GC",
                "-Djava.security.properties=" + parts.javaSecurity(),
                // A missing server is noticed; one that answers now and then is not.
                "-XX:+ExitOnOutOfMemoryError"));
        options.addAll(domain.jvmOptions());
        tuned.addAll(shipped.with(java(), options));
        return tuned;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
