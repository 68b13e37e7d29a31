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
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import pro.saleflex.office.simulator.Options;

/** A SaleFlex.OFFICE for tests, started by the launcher in a separate process, on free loopback ports. */
public final class OfficeServer {
    /** The password of user {@code admin}. */
    public static final String ADMIN_PASSWORD = "a password for the tests";

    /** The header with a certificate's fingerprint, in which the shared server trusts this machine as a proxy. */
    static final String CERTIFICATE_HEADER = "X-Client-Certificate";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Path home;
    private final int httpPort = freePort();
    private final int databasePort = freePort();
    private final int consolePort = freePort();
    private final Map<String, String> settings;
    private boolean longLived;
    private String ear = System.getProperty("office.ear");
    private final List<String> output = new ArrayList<>();
    private Process launcher;

    private static OfficeServer shared;

    /** The home in which the launcher unpacked its programs; null until the first server is ready. */
    private static Path unpacked;

    /** Above the numbers of the terminals that the demo store and single tests create. */
    private static final AtomicInteger TERMINAL_NUMBERS = new AtomicInteger(100_000);

    /**
     * A server that is not started yet.
     *
     * @param name of its home directory
     * @param settings environment variables of the launcher
     */
    public OfficeServer(String name, Map<String, String> settings) {
        this.home = Path.of(System.getProperty("office.work"), "e2e", name);
        this.settings = settings;
    }

    /** The server shared by all tests that do no harm to it; stopped when the tests end. */
    static synchronized OfficeServer shared() {
        if (shared == null) {
            shared = new OfficeServer(
                    "shared",
                    Map.of(
                            "SALEFLEX_OFFICE_CERTIFICATE_HEADER",
                            CERTIFICATE_HEADER,
                            "SALEFLEX_OFFICE_CERTIFICATE_PROXIES",
                            "127.0.0.1"));
            shared.longLived = true;
            shared.deleteHome();
            shared.start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::discard));
        }
        return shared;
    }

    /**
     * Starts a server for measurements, with fresh data and without rate limits, because all load comes from one
     * address and a few terminals that sell like hundreds.
     */
    public static OfficeServer measured(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        for (String limit : List.of("TERMINAL_PER_SECOND", "TERMINAL_BURST", "ADDRESS_PER_SECOND", "ADDRESS_BURST")) {
            all.put("SALEFLEX_OFFICE_LIMITS_" + limit, "1000000");
        }
        OfficeServer server = new OfficeServer(name, all);
        server.longLived = true;
        server.deleteHome();
        server.start();
        return server;
    }

    /** The base URL of the API. */
    public String api() {
        return "http://127.0.0.1:" + httpPort + "/api/v1";
    }

    /** Options of the simulator for eight tills that sell on this server until they are stopped. */
    Options busyTills(String... more) {
        List<String> options = new ArrayList<>(List.of("--url", api(), "--terminals", "8", "--rate", "60"));
        options.addAll(List.of("--duration", "600", "--interval", "3", "--drain", "120"));
        options.addAll(List.of(more));
        return Options.of(options.toArray(String[]::new));
    }

    /** The server's URL without a path. */
    public String origin() {
        return "http://127.0.0.1:" + httpPort;
    }

    public int databasePort() {
        return databasePort;
    }

    /** The port of the application server's administration console. */
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

    /** The process id of PostgreSQL's main process, the parent of its others. */
    public long databaseProcess() {
        return firstNumber(home.resolve("postgres/postmaster.pid"));
    }

    /** The secret of demo terminal POS-002, as the launcher stores it. */
    String demoSecret() {
        return secret("OFFICE_DEMO_SECRET");
    }

    /** A secret that the launcher generated and stores. */
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

    /** Everything the launcher has printed so far. */
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    public void deleteHome() {
        delete(home);
    }

    /** Deletes a directory with everything in it, if it is there. */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
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

    /** Starts another build from now on. */
    public void install(Path otherEar) {
        ear = otherEar.toString();
    }

    /** Starts the server and waits until it accepts documents. */
    public void start() {
        start(Map.of());
    }

    /** Starts the server with further environment variables, this time only. */
    public void start(Map<String, String> thisTime) {
        synchronized (output) {
            output.clear();
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "pro.saleflex.office.launcher.RunOffice",
                "--ear",
                ear,
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
        if (!longLived) {
            // Java's second compiler delays the start, and pays off later: it halves the time to check a password.
            environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        }
        environment.putAll(settings);
        environment.putAll(thisTime);
        try {
            Files.createDirectories(home);
            linkPrograms();
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
        if (unpacked == null) {
            unpacked = home;
        }
    }

    /** Uses the first server's programs, which no server changes: unpacking them takes seconds. */
    private void linkPrograms() throws IOException {
        for (String programs : List.of("payara", "postgres-programs")) {
            if (unpacked != null && !Files.exists(home.resolve(programs))) {
                Files.createSymbolicLink(home.resolve(programs), unpacked.resolve(programs));
            }
        }
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

    /** Starts to redeploy the application, as an upgrade does; the process ends when it is deployed. */
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
                    .start(); // it prints so little that its output need not be read meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server as Ctrl-C does; returns the launcher's exit code. */
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

    /**
     * Ends a server that no test needs any more. Kills the application server first, because it takes seconds to stop.
     */
    public void discard() {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        stop();
    }

    /** Kills the application server without warning and waits until the launcher has ended. */
    public void killServer() {
        kill(serverProcess());
        awaitLauncherEnd();
    }

    /** Kills all processes of PostgreSQL without warning and waits until the launcher has ended. */
    public void killDatabase() {
        databaseProcesses().forEach(ProcessHandle::destroyForcibly);
        awaitLauncherEnd();
    }

    /** Lets PostgreSQL stop at once, without a checkpoint, and waits until the launcher has ended. */
    public void stopDatabaseAtOnce() {
        signal("-QUIT", List.of(ProcessHandle.of(databaseProcess()).orElseThrow()));
        awaitLauncherEnd();
    }

    /** Suspends all processes of PostgreSQL, as a hanging disk does; or lets them continue. */
    public void freezeDatabase(boolean frozen) {
        signal(frozen ? "-STOP" : "-CONT", databaseProcesses());
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
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

    /** Drops the application's connections and refuses new ones, like a stopped PostgreSQL; or accepts them again. */
    public void lockOutApplication(boolean locked) throws SQLException {
        try (Connection connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("alter role office_app " + (locked ? "nologin" : "login"));
            if (locked) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'office_app'");
            }
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** Waits until the launcher has ended, as it does when the application server or PostgreSQL has. */
    public void awaitLauncherEnd() {
        await("the launcher ends", () -> !launcher.isAlive());
    }

    private static long firstNumber(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip().split("\\s+", -1)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source of such connections to a database of this server. */
    public PGSimpleDataSource owner(String database) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setServerNames(new String[] {"127.0.0.1"});
        owner.setPortNumbers(new int[] {databasePort});
        owner.setDatabaseName(database);
        owner.setUser("office");
        owner.setPassword("office");
        return owner;
    }

    /** Creates an empty database on this server, ready to be restored into; returns a source as its owner. */
    public PGSimpleDataSource emptyDatabase(String name) throws SQLException {
        try (Connection connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner office encoding 'UTF8' template template0");
        }
        return owner(name);
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/office",
                "postgres",
                secret("OFFICE_DB_SUPERUSER_PASSWORD"));
    }

    /** A connection as the owner of the schema, whose password is the documented default. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/office", "office", "office");
    }

    /** The single value of a query, as text; null if there is no row. */
    public String value(String sql) {
        try (Connection connection = database();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates a terminal in the demo store. On this machine it needs no secret, but has one. */
    Terminal terminal() {
        return terminals(1).get(0);
    }

    /** Creates terminals in the demo store; see {@link #terminal}. */
    List<Terminal> terminals(int count) {
        return terminals("STORE-001", count);
    }

    /**
     * Creates terminals with consecutive codes in a store; see {@link #terminal}. Writes them to the table, because
     * creating one by the API hashes a password and an enrolment code, which takes half a second; and an hour old,
     * because times before a terminal's creation are implausible. The board shows them from their first call on.
     */
    List<Terminal> terminals(String store, int count) {
        return terminals(store, count, "1 hour");
    }

    /** Creates a terminal in the demo store that could sell in the last days; see {@link #terminal}. */
    Terminal oldTerminal() {
        return terminals("STORE-001", 1, "7 days").get(0);
    }

    private List<Terminal> terminals(String store, int count, String age) {
        int last = TERMINAL_NUMBERS.addAndGet(count);
        List<Terminal> made = new ArrayList<>();
        try (Connection connection = database();
                var insert = connection.prepareStatement("insert into terminal (id, store_id, code, number, name,"
                        + " blocked, may_pull, secret_sha256, trusted_networks, created_at)"
                        + " select cast(? as uuid), id, ?, ?, ?, false, true, sha256(convert_to(?, 'UTF8')),"
                        + " '127.0.0.0/8', now() - cast(? as interval) from store where store_code = ?")) {
            for (int number = last - count + 1; number <= last; number++) {
                Terminal terminal = new Terminal(
                        "TILL-" + number,
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString());
                insert.setString(1, terminal.id());
                insert.setString(2, terminal.code());
                insert.setInt(3, number);
                insert.setString(4, terminal.code());
                insert.setString(5, terminal.secret());
                insert.setString(6, age);
                insert.setString(7, store);
                insert.addBatch();
                made.add(terminal);
            }
            insert.executeBatch();
            return made;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The options with which the simulator runs these terminals, which were created together. */
    static List<String> simulated(List<Terminal> terminals) {
        String code = terminals.get(0).code();
        int number = code.length() - 4; // it counts in the last four digits
        return List.of(
                "--terminal-prefix",
                code.substring(0, number),
                "--first",
                code.substring(number),
                "--terminals",
                Integer.toString(terminals.size()));
    }

    /** A terminal that a test made for itself. */
    record Terminal(String code, String id, String secret) {}

    /** Backdates the arrival of a terminal's closures, so that documents of their periods are overdue. */
    void closedLongAgo(String terminalId) throws SQLException {
        moveClosures(terminalId, -20);
    }

    /** Reverts {@link #closedLongAgo}: the times are in the journal's hash chain, which other tests verify. */
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

    /**
     * Waits for something that happens by itself.
     *
     * @param what the condition as text, for the message if it does not become true
     */
    static void await(String what, Condition condition) {
        Instant end = Instant.now().plus(TIMEOUT);
        while (!condition.holds()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Timed out waiting until " + what);
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
