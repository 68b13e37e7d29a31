package pro.saleflex.office.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A real PostgreSQL server, on 127.0.0.1 only and with passwords, with its data in {@code OFFICE_HOME/postgres}. The
 * binaries come with the build. The library that starts them is meant for tests and turns durability off (fsync), so
 * the settings are overridden here and read back.
 */
final class PostgresServer {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** Marker file, written once roles and database exist: a data directory without it never contained a sale. */
    private static final String COMPLETE = "office-complete";

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);

    private final OfficeHome home;
    private final Settings settings;
    private final Secrets secrets;
    private final Arguments parts;
    private EmbeddedPostgres server;
    private ProcessHandle postmaster;

    PostgresServer(OfficeHome home, Settings settings, Secrets secrets, Arguments parts) {
        this.home = home;
        this.settings = settings;
        this.secrets = secrets;
        this.parts = parts;
    }

    /**
     * Starts the server, creates its data directory on first use, and brings roles and database up to date.
     *
     * @return a report for people: version and durability settings as the server itself reports them
     * @throws Trouble if it does not start, or would lose acknowledged sales
     */
    String start() throws Trouble {
        Path passwordFile = home.run().resolve("initdb-password");
        try {
            setAsideIncomplete();
            removeMisleadingPidFile();
            writeOwnerOnly(passwordFile, secrets.get(Secrets.SUPERUSER));
            server = builder(passwordFile).start();
            postmaster = RecordedProcess.readPostmaster(home.postgres())
                    .flatMap(RecordedProcess::running)
                    .orElseThrow(() -> new IOException("its process was not found"));
            String report = prepareDatabase();
            Files.writeString(home.postgres().resolve(COMPLETE), "");
            return report;
        } catch (IOException | RuntimeException | SQLException e) {
            throw new Trouble(
                    "PostgreSQL did not start: " + e.getMessage() + "\nIts log is in " + home.postgresLogs()
                            + ", the last lines:\n"
                            + newestLog().map(log -> LogTail.of(log, 15)).orElse("(none)"),
                    e);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    /** Returns the process to watch. */
    ProcessHandle process() {
        return postmaster;
    }

    /** Stops the server: ends sessions and writes everything to disk. Does nothing if it is not running. */
    void stop() throws InterruptedException {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException | RuntimeException stillBusy) {
            // The library waits only five seconds, but a large checkpoint may take longer: see below.
        }
        if (postmaster != null && !RecordedProcess.awaitEnd(postmaster, STOP_PATIENCE)) {
            postmaster.destroyForcibly();
        }
    }

    private EmbeddedPostgres.Builder builder(Path passwordFile) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(home.postgres())
                .setOverrideWorkingDirectory(home.postgresPrograms().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(settings.databasePort())
                .setPGStartupWait(START_PATIENCE)
                .setConnectConfig("password", secrets.get(Secrets.SUPERUSER))
                .setOutputRedirector(ProcessBuilder.Redirect.to(startLog().toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.to(startLog().toFile()))
                .setDataDirectoryCustomizer(directory -> writeSettings(directory.toPath()))
                // Options for initdb: they come after the library's "-A trust" and override it.
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                // The sort order must not change with an update of the operating system.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // On the command line, because the library sets its own value there.
                .setServerConfig("max_connections", "100");
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        return builder;
    }

    private Path startLog() {
        return home.postgresLogs().resolve("start.log");
    }

    private void writeSettings(Path dataDirectory) {
        try {
            Files.copy(
                    parts.postgresSettings(),
                    dataDirectory.resolve("office.conf"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(dataDirectory.resolve("launcher.conf"), """
                    listen_addresses = '127.0.0.1'
                    unix_socket_directories = ''
                    logging_collector = on
                    log_directory = '%s'
                    log_filename = 'postgres-%%a.log'
                    log_truncate_on_rotation = on
                    log_rotation_age = 1d
                    log_rotation_size = 0
                    """.formatted(
                            home.postgresLogs().toString().replace("'", "''")));
            Path main = dataDirectory.resolve("postgresql.conf");
            String include = "include = 'office.conf'\ninclude = 'launcher.conf'\n";
            if (!Files.readString(main).contains(include)) {
                Files.writeString(main, include, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String prepareDatabase() throws SQLException, IOException, Trouble {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            StringBuilder report = new StringBuilder("PostgreSQL " + show(statement, "server_version"));
            for (String setting : DURABLE) {
                String value = show(statement, setting);
                if (!value.equals("on")) {
                    throw new Trouble("PostgreSQL runs with " + setting + "=" + value
                            + ": a power cut could lose acknowledged sales. SaleFlex.OFFICE was not started.");
                }
                report.append(", ").append(setting).append('=').append(value);
            }
            statement.execute(RolesScript.read(parts.rolesScript())
                    .with("owner_password", settings.ownerPassword())
                    .with("app_password", secrets.get(Secrets.APPLICATION_ROLE))
                    .text());
            try (ResultSet found = statement.executeQuery("select from pg_database where datname = 'office'")) {
                if (found.next()) {
                    return report.toString();
                }
            }
            statement.execute("create database office owner office encoding 'UTF8' template template0");
            return report.toString();
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet value = statement.executeQuery("show " + setting)) {
            value.next();
            return value.getString(1);
        }
    }

    /** Moves aside the data of an interrupted first start, which no server can use; they are never deleted. */
    private void setAsideIncomplete() throws IOException {
        if (Files.exists(home.postgres()) && !Files.exists(home.postgres().resolve(COMPLETE))) {
            Files.move(
                    home.postgres(),
                    home.root().resolve("postgres.incomplete-" + Instant.now().getEpochSecond()));
        }
    }

    /**
     * Removes a pid file whose number now belongs to another program: PostgreSQL refuses to start while that process is
     * alive.
     */
    private void removeMisleadingPidFile() throws IOException {
        Optional<RecordedProcess> recorded = RecordedProcess.readPostmaster(home.postgres());
        boolean misleading = recorded.flatMap(process -> ProcessHandle.of(process.pid()))
                .flatMap(process -> process.info().command())
                .map(command -> !Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        if (misleading) {
            Files.delete(home.postgres().resolve("postmaster.pid"));
        }
    }

    private Optional<Path> newestLog() {
        try (var logs = Files.list(home.postgresLogs())) {
            return logs.collect(Collectors.maxBy(
                    (a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void writeOwnerOnly(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
