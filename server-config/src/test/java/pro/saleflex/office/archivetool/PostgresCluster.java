package pro.saleflex.office.archivetool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A PostgreSQL server set up according to {@code docs/install.md}: settings, roles, and empty databases. */
final class PostgresCluster implements StoreServer {
    private static final Path SCRIPTS = Path.of("postgres").toAbsolutePath();

    private final InstalledPostgres installed;
    private final Path data;
    private final Path log;
    private final int port;
    /** By role. They contain characters that are special in shells, SQL and libpq, so that quoting is tested too. */
    private final Map<String, String> passwords = new HashMap<>();

    private PostgresCluster(InstalledPostgres installed, Path directory) throws IOException {
        this.installed = installed;
        this.data = directory.resolve("data");
        this.log = directory.resolve("server.log");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            this.port = free.getLocalPort();
        }
        for (String role : List.of("postgres", "office", "office_app")) {
            passwords.put(role, role + "'s \"$pass\\word\" " + UUID.randomUUID());
        }
    }

    /** Creates a server in the directory and starts it. */
    static PostgresCluster start(InstalledPostgres installed, Path directory) throws IOException {
        PostgresCluster cluster = new PostgresCluster(installed, directory);
        cluster.initialise(directory);
        cluster.control("start", "--log=" + cluster.log);
        try {
            cluster.createRoles();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void initialise(Path directory) throws IOException {
        Path passwordFile = Files.writeString(directory.resolve("password"), passwords.get("postgres"));
        server(
                        "initdb",
                        "--pgdata=" + data,
                        "--username=postgres",
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")
                .succeeded();
        Files.copy(SCRIPTS.resolve("office.conf"), data.resolve("office.conf"));
        // Logs every statement, so that the log can be searched for passwords.
        Files.writeString(data.resolve("postgresql.conf"), """
                include = 'office.conf'
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                port = %s
                log_statement = 'all'
                """.formatted(port), StandardOpenOption.APPEND);
    }

    private void createRoles() {
        client(
                        "postgres",
                        "postgres",
                        "psql",
                        "--no-psqlrc",
                        "--quiet",
                        "--output=/dev/null",
                        "--set=ON_ERROR_STOP=1",
                        "--set=owner_password=" + passwords.get("office"),
                        "--set=app_password=" + passwords.get("office_app"),
                        "--file=" + SCRIPTS.resolve("roles.sql"))
                .succeeded();
    }

    /** By the command that the program's help gives. */
    @Override
    public StoreDatabase createDatabase(String name) {
        client("postgres", "postgres", "createdb", "--owner=office", "--encoding=UTF8", "--template=template0", name)
                .succeeded();
        return new StoreDatabase(this, name);
    }

    /** The server's log, which contains every statement. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void superuser(String database, String sql) {
        client("postgres", database, "psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--command=" + sql)
                .succeeded();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String password(String role) {
        return passwords.get(role);
    }

    /** The part of each password that no quoting changes; it must not appear in any output. */
    List<String> secrets() {
        return passwords.values().stream()
                .map(password -> password.substring(password.lastIndexOf(' ') + 1))
                .toList();
    }

    /** Runs one of PostgreSQL's client programs. */
    private Ran client(String role, String database, String program, String... arguments) {
        Map<String, String> environment = Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(port),
                "PGDATABASE",
                database,
                "PGUSER",
                role,
                "PGPASSWORD",
                passwords.get(role));
        return Ran.command(environment, command(installed.programs().resolve(program), arguments));
    }

    private static List<String> command(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void control(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--pgdata=" + data, "--wait", "--silent"));
        all.addAll(List.of(arguments));
        server("pg_ctl", all.toArray(String[]::new)).succeeded();
    }

    /** PostgreSQL's server refuses to run as root; in its own user namespace, root is nobody. */
    private Ran server(String program, String... arguments) {
        List<String> command = command(installed.programs().resolve(program), arguments);
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(0, List.of("unshare", "--user"));
        }
        return Ran.command(Map.of(), command);
    }

    /** Stops the server at once; its data are no longer needed. */
    @Override
    public void close() {
        control("stop", "--mode=immediate");
    }
}
