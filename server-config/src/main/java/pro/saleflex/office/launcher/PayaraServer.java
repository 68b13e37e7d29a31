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
     * Asks Payara how it would be started.
     *
     * @throws Trouble if it does not say
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
            throw new Trouble("Payara Server's start command could not be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }

    /** Where a later launcher finds this process, should we be killed. */
    static Path note(OfficeHome home) {
        return home.run().resolve("payara");
    }

    /**
     * Starts the process. It boots and then carries out the domain's commands; see {@link #log()} for how it goes.
     *
     * @param environment what the process gets beside our own environment
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
            RecordedProcess.record(note(home), process.toHandle());
        } catch (IOException e) {
            throw new Trouble("Payara Server could not be started: " + e.getMessage(), e);
        }
    }

    /** The process to watch. */
    ProcessHandle process() {
        return process.toHandle();
    }

    ServerLog log() {
        return log;
    }

    /**
     * A set-up command that failed before the boot. The server goes on without it, perhaps with pools that never
     * recover, so somebody must look. Each domain is set up once, when it is new: none has a reason to fail.
     */
    Optional<String> setupFailure() throws IOException {
        Matcher failed = FAILED_COMMAND.matcher(Files.readString(console()));
        return failed.find()
                ? Optional.of(failed.group(1) + ": " + failed.group(2).strip())
                : Optional.empty();
    }

    /** What the process prints: the commands before the boot, and whatever a dying JVM says. */
    private Path console() {
        return home.payaraLogs().resolve("console.log");
    }

    /** Stops the server; requests in progress are answered. Does nothing if it does not run. */
    void stop() throws InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        note(home).toFile().delete();
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
            // A session of its own: Ctrl-C at the terminal reaches us only, and we stop things in order.
            tuned.add("/usr/bin/setsid");
        }
        List<String> options = new ArrayList<>(List.of(
                "-Xms256m",
                "-Xmx" + settings.heap(),
                "-XX:+UseG1GC",
                "-Djava.security.properties=" + parts.javaSecurity(),
                // Better no server, which is noticed, than one that answers now and then.
                "-XX:+ExitOnOutOfMemoryError"));
        options.addAll(domain.jvmOptions());
        tuned.addAll(shipped.with(java(), options));
        return tuned;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
