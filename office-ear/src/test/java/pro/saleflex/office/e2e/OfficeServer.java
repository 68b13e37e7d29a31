package pro.saleflex.office.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A SaleFlex.OFFICE of its own, started by the launcher in a process of its own, on free ports of the loopback. */
public final class OfficeServer {
    /** Of user {@code admin}. */
    public static final String ADMIN_PASSWORD = "a password for the tests";

    /** In which the shared server believes this machine, as it would a proxy, about certificates. */
    static final String CERTIFICATE_HEADER = "X-Client-Certificate";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path home;
    private final int httpPort = freePort();
    private final int databasePort = freePort();
    private final int consolePort = freePort();
    private final Map<String, String> settings;
    private boolean measured;
    private final List<String> output = new ArrayList<>();
    private Process launcher;

    private static OfficeServer shared;

    /** A server that is not started yet; further settings are environment variables of the launcher. */
    public OfficeServer(String name, Map<String, String> settings) {
        this.home = Path.of(System.getProperty("office.work"), "e2e", name);
        this.settings = settings;
    }

    /** The server that all harmless tests share; it is stopped when the tests end. */
    static synchronized OfficeServer shared() {
        if (shared == null) {
            shared = new OfficeServer(
                    "shared",
                    Map.of(
                            "SALEFLEX_OFFICE_CERTIFICATE_HEADER",
                            CERTIFICATE_HEADER,
                            "SALEFLEX_OFFICE_CERTIFICATE_PROXIES",
                            "127.0.0.1"));
            shared.deleteHome();
            shared.start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
        }
        return shared;
    }

    /**
     * A server for measurements, with fresh data, that turns nobody away for being fast: all load comes from one address, and
     * from a few terminals that sell like hundreds.
     */
    public static OfficeServer measured(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        for (String limit : List.of("TERMINAL_PER_SECOND", "TERMINAL_BURST", "ADDRESS_PER_SECOND", "ADDRESS_BURST")) {
            all.put("SALEFLEX_OFFICE_LIMITS_" + limit, "1000000");
        }
        OfficeServer server = new OfficeServer(name, all);
        server.measured = true;
        server.deleteHome();
        server.start();
        return server;
    }

    /** The base of the terminals' calls. */
    public String api() {
        return "http://127.0.0.1:" + httpPort + "/api/v1";
    }

    /** The address without a path. */
    public String origin() {
        return "http://127.0.0.1:" + httpPort;
    }

    public int databasePort() {
        return databasePort;
    }

    /** Where the server is administered. */
    int consolePort() {
        return consolePort;
    }

    public Path home() {
        return home;
    }

    /** The process id of the application server. */
    public long serverProcess() {
        return firstNumber(home.resolve("run/payara"));
    }

    /** The process id of PostgreSQL, whose other processes descend from it. */
    public long databaseProcess() {
        return firstNumber(home.resolve("postgres/postmaster.pid"));
    }

    /** The secret of demo terminal POS-002, as the launcher keeps it. */
    String demoSecret() {
        return secret("OFFICE_DEMO_SECRET");
    }

    /** What the launcher made up and keeps. */
    String secret(String name) {
        try (Stream<String> lines = Files.lines(home.resolve("secrets"))) {
            return lines.filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(line.indexOf('=') + 1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything the launcher printed so far. */
    String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    public void deleteHome() {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts and waits until documents are taken. */
    public void start() {
        synchronized (output) {
            output.clear();
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "pro.saleflex.office.launcher.RunOffice",
                "--ear",
                System.getProperty("office.ear"),
                "--payara",
                System.getProperty("office.payara"),
                "--driver",
                System.getProperty("office.driver"),
                "--config",
                System.getProperty("office.config"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("OFFICE_HOME", home.toString());
        environment.put("OFFICE_HTTP_PORT", Integer.toString(httpPort));
        environment.put("OFFICE_DB_PORT", Integer.toString(databasePort));
        environment.put("OFFICE_PAYARA_PORT", Integer.toString(consolePort));
        environment.put("OFFICE_ADMIN_PASSWORD", ADMIN_PASSWORD);
        if (!measured) {
            // It lives too short to pay for Java's second compiler.
            environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        }
        environment.putAll(settings);
        try {
            Files.createDirectories(home);
            launcher = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "launcher output");
        reader.setDaemon(true);
        reader.start();
        await("the launcher says it is ready", () -> {
            if (!launcher.isAlive()) {
                throw new IllegalStateException("The launcher ended:\n" + output());
            }
            return output().contains("SaleFlex.OFFICE is ready");
        });
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
            }
        } catch (IOException e) {
            synchronized (output) {
                output.add("(the launcher's output ended: " + e.getMessage() + ")");
            }
        }
    }

    /** Begins to deploy the application anew, as administrators upgrade it; the process ends when it is there. */
    Process redeploy() {
        try {
            Path password = Files.writeString(
                    home.resolve("console-password"), "AS_ADMIN_PASSWORD=" + secret("OFFICE_PAYARA_PASSWORD"));
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            home.resolve("payara/glassfish/lib/client/appserver-cli.jar")
                                    .toString(),
                            "--port",
                            Integer.toString(consolePort),
                            "--user",
                            "admin",
                            "--passwordfile",
                            password.toString(),
                            "deploy",
                            "--force=true",
                            "--name=saleflex-office",
                            System.getProperty("office.ear"))
                    .redirectErrorStream(true)
                    .start(); // it says little: its output waits until it is read
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops as Ctrl-C does; the exit code tells whether it went well. */
    public int stop() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The launcher does not stop:\n" + output());
            }
            return launcher.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the application server without warning and waits until the launcher gave up. */
    void killServer() {
        kill(serverProcess());
        awaitLauncherEnd();
    }

    /** Kills PostgreSQL, all of its processes, without warning and waits until the launcher gave up. */
    void killDatabase() {
        databaseProcesses().forEach(ProcessHandle::destroyForcibly);
        awaitLauncherEnd();
    }

    /** Stops all of PostgreSQL's processes where they are, as a hanging disk does; or lets them go on. */
    void freezeDatabase(boolean frozen) {
        List<String> command = new ArrayList<>(List.of("kill", frozen ? "-STOP" : "-CONT"));
        databaseProcesses().forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<ProcessHandle> databaseProcesses() {
        return ProcessHandle.of(databaseProcess()).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .toList();
    }

    /** Drops the application's connections and turns it away, as a stopped PostgreSQL does; or lets it in again. */
    void turnApplicationAway(boolean away) throws SQLException {
        String superuser = secret("OFFICE_DB_SUPERUSER_PASSWORD");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + databasePort + "/office", "postgres", superuser);
                var statement = connection.createStatement()) {
            statement.execute("alter role office_app " + (away ? "nologin" : "login"));
            if (away) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'office_app'");
            }
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private void awaitLauncherEnd() {
        await("the launcher ends", () -> !launcher.isAlive());
    }

    private static long firstNumber(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip().split("\\s+", -1)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection as the owner, whose password is the documented default. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/office", "office", "office");
    }

    /** The single value of a query, as text; null when there is no row. */
    public String value(String sql) {
        try (Connection connection = database();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A terminal's closures came so long ago that documents which they lack are missing. */
    void closedLongAgo(String terminalId) throws SQLException {
        moveClosures(terminalId, -20);
    }

    /** Takes {@link #closedLongAgo} back: the times are in the journal's chain, and other tests verify that. */
    void closedJustNow(String terminalId) throws SQLException {
        moveClosures(terminalId, 20);
    }

    private void moveClosures(String terminalId, int minutes) throws SQLException {
        try (Connection connection = database();
                var statement = connection.createStatement()) {
            statement.execute("update journal_entry set received_at = received_at + interval '" + minutes + " minutes'"
                    + " where kind = 'CLOSURE' and terminal_id = '" + terminalId + "'");
        }
    }

    /** Waits for something that happens by itself. */
    static void await(String what, Condition condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Waited in vain until " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Something that becomes true. */
    interface Condition {
        boolean holds();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
