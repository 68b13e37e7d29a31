package pro.saleflex.office.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs SaleFlex.OFFICE on this machine, in the foreground: PostgreSQL and Payara Server with the EAR, everything on
 * 127.0.0.1, all data in {@code OFFICE_HOME}. Ctrl-C stops all of it, in order. Exit codes: 1 when it could not start
 * or one of the servers died, 130 or 143 after a signal.
 */
public final class RunOffice {
    private static final int JAVA_VERSION = 17;
    private static final long WATCH_MILLIS = 300;

    private final Phases phases;
    private final Map<String, String> environment;
    private final Children children;

    RunOffice(PrintStream out, Map<String, String> environment) {
        this.phases = new Phases(out);
        this.environment = environment;
        this.children = new Children(phases);
    }

    /**
     * Starts everything and stays until it is stopped.
     *
     * @param args {@code --ear}, {@code --payara}, {@code --driver}, {@code --config}, each with a path; settings come
     *     from the environment
     */
    public static void main(String... args) {
        RunOffice office = new RunOffice(System.out, System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(office::stopOnSignal, "stop"));
        // Maven runs this in its own process, on a thread: only exit ends both and returns the exit code.
        System.exit(office.run(args));
    }

    private int run(String... args) {
        try {
            requireJava();
            Arguments parts = Arguments.parse(args);
            Settings settings = Settings.of(environment);
            OfficeHome home = new OfficeHome(settings.home());
            home.prepare();
            HomeLock lock = HomeLock.take(home);
            try {
                start(parts, settings, home);
                watch(home);
            } catch (Trouble e) {
                report(e);
            } finally {
                // After a signal this waits for the stop in progress, so that the lock is not released too early.
                children.stop();
                lock.release();
            }
        } catch (Trouble e) {
            report(e);
        } catch (IOException e) {
            phases.block("\nFiles in OFFICE_HOME cannot be read or written: " + e.getMessage() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /** Prints the trouble, but not after a signal: whatever fails then fails because it was stopped. */
    private void report(Trouble trouble) {
        if (!children.stopping()) {
            phases.block("\n" + trouble.getMessage() + "\n");
        }
    }

    private void start(Arguments parts, Settings settings, OfficeHome home)
            throws Trouble, IOException, InterruptedException {
        endLeftovers(home);
        for (Map.Entry<String, Integer> port : settings.ports().entrySet()) {
            new LoopbackPort(port.getKey(), port.getValue()).requireFree();
        }
        Secrets secrets = Secrets.open(home.secrets(), environment);
        phases.say("Starting SaleFlex.OFFICE in " + home.root());

        CompletableFuture<Void> database =
                CompletableFuture.runAsync(() -> startDatabase(home, settings, secrets, parts));
        if (!Files.isDirectory(home.postgresPrograms())) {
            // They are being unpacked: a process started meanwhile would hold one open for a moment, and a program that
            // is open for writing cannot be run ("Text file busy").
            await(database);
        }
        PayaraDomain domain;
        PayaraServer payara;
        try {
            long start = System.nanoTime();
            PayaraDistribution distribution = PayaraDistribution.unzipped(parts.payara(), home);
            long unzipped = System.nanoTime();
            domain = PayaraDomain.prepared(distribution, parts, home, settings, secrets);
            payara = new PayaraServer(home, distribution, domain, parts, settings);
            phases.say("Payara Server prepared (unzip " + Phases.seconds(start, unzipped) + ", domain and command "
                    + Phases.seconds(unzipped, System.nanoTime()) + ")");
        } finally {
            await(database);
        }

        long bootStart = System.nanoTime();
        boolean deploys = !domain.commandsAfterBoot().isEmpty();
        children.start(payara, () -> payara.start(serverEnvironment(home, settings, secrets)));
        awaitReady(payara, settings);
        domain.markInstalled();
        phases.say("Payara Server booted and application " + (deploys ? "deployed" : "loaded") + " ("
                + Phases.seconds(bootStart, System.nanoTime()) + ")");
        phases.block(Welcome.text(settings, home, secrets, phases.sinceStart()));
    }

    private void startDatabase(OfficeHome home, Settings settings, Secrets secrets, Arguments parts) {
        PostgresServer postgres = new PostgresServer(home, settings, secrets, parts);
        try {
            long start = System.nanoTime();
            children.start(
                    postgres,
                    () -> phases.say(postgres.start() + " (" + Phases.seconds(start, System.nanoTime()) + ")"));
            if (settings.restore().isPresent()) {
                new DatabaseRestore(home, settings, environment, phases)
                        .run(settings.restore().get());
            }
        } catch (Trouble e) {
            throw new CompletionException(e);
        }
    }

    private static void await(CompletableFuture<Void> database) throws Trouble {
        try {
            database.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Trouble trouble) {
                throw trouble;
            }
            throw e;
        }
    }

    /**
     * Waits for the application's own answer, because neither a boot nor a finished deployment means that it is ready.
     */
    private void awaitReady(PayaraServer payara, Settings settings) throws Trouble, IOException, InterruptedException {
        HealthProbe health = new HealthProbe(settings.httpPort());
        Duration patience = settings.startTimeout();
        while (!health.ready()) {
            Optional<String> died = children.died();
            if (died.isPresent()) {
                throw new Trouble(died.get() + " ended while starting." + tail(payara.log()));
            }
            Optional<String> failure = payara.log().deploymentFailure();
            if (failure.isPresent()) {
                throw new Trouble("The application did not start: " + failure.get() + tail(payara.log()));
            }
            if (health.restoring()) {
                patience = phases.sinceStart().plus(settings.startTimeout());
            }
            if (phases.sinceStart().compareTo(patience) > 0) {
                throw new Trouble("Not ready after " + settings.startTimeout().toSeconds()
                        + " seconds (OFFICE_START_TIMEOUT). The application's last answer: " + health.lastAnswer()
                        + tail(payara.log()));
            }
            if (children.stopping()) {
                throw new Trouble("Stopped.");
            }
            Thread.sleep(WATCH_MILLIS);
        }
        Optional<String> setup = payara.setupFailure();
        if (setup.isPresent()) {
            throw new Trouble("A command of server-config/payara/*.asadmin failed: " + setup.get());
        }
    }

    private static String tail(ServerLog log) {
        return "\nThe log is " + log.file() + ", its last lines:\n" + LogTail.of(log.file(), 25);
    }

    private void watch(OfficeHome home) throws InterruptedException {
        while (!children.stopping()) {
            Optional<String> died = children.died();
            if (died.isPresent()) {
                phases.block("\n" + died.get() + " ended unexpectedly; its logs are in " + home.logs()
                        + ". Stopping everything else.");
                return;
            }
            Thread.sleep(WATCH_MILLIS);
        }
    }

    /** Stops servers that a killed launcher left running; only those it recorded, nobody else's. */
    private void endLeftovers(OfficeHome home) throws IOException, InterruptedException {
        Optional<RecordedProcess> payara = RecordedProcess.read(PayaraServer.recordFile(home));
        if (payara.isPresent() && payara.get().end("TERM")) {
            phases.say("Stopped a Payara Server that an earlier run left behind");
        }
        Optional<RecordedProcess> postgres = RecordedProcess.readPostmaster(home.postgres());
        if (postgres.isPresent() && postgres.get().end("INT")) {
            phases.say("Stopped a PostgreSQL that an earlier run left behind");
        }
    }

    private static Map<String, String> serverEnvironment(OfficeHome home, Settings settings, Secrets secrets) {
        Map<String, String> variables = new HashMap<>();
        variables.put("OFFICE_HTTP_PORT", Integer.toString(settings.httpPort()));
        variables.put("OFFICE_DB_HOST", "127.0.0.1");
        variables.put("OFFICE_DB_PORT", Integer.toString(settings.databasePort()));
        variables.put("OFFICE_DB_NAME", "office");
        variables.put("OFFICE_DB_PASSWORD", settings.ownerPassword());
        variables.put(Secrets.APPLICATION_ROLE, secrets.get(Secrets.APPLICATION_ROLE));
        variables.put("SALEFLEX_OFFICE_HOME", home.root().toString());
        variables.put("SALEFLEX_OFFICE_CONSOLE_PORT", Integer.toString(settings.consolePort()));
        variables.put("SALEFLEX_OFFICE_DEMO", Boolean.toString(settings.demo()));
        variables.put("SALEFLEX_OFFICE_ADMIN_PASSWORD", secrets.get(Secrets.PORTAL));
        variables.put("SALEFLEX_OFFICE_ADMIN_PASSWORD_GENERATED", Boolean.toString(!secrets.given(Secrets.PORTAL)));
        variables.put("SALEFLEX_OFFICE_WATCHED_DIRECTORIES", home.root() + "," + home.postgres());
        if (settings.demo()) {
            variables.put("SALEFLEX_OFFICE_DEMO_SECRET", secrets.get(Secrets.DEMO_TERMINAL));
        }
        return variables;
    }

    private static void requireJava() throws Trouble {
        if (Runtime.version().feature() != JAVA_VERSION) {
            throw new Trouble("This is Java " + Runtime.version().feature()
                    + "; SaleFlex.OFFICE needs a JDK 17. Point JAVA_HOME to one and start again.");
        }
    }

    private void stopOnSignal() {
        children.stop();
    }
}
