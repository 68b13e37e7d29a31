package pro.saleflex.office.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;

/** A separate database for each test class, on one embedded PostgreSQL server with durable commits. */
public final class Database {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    private final String name;

    private Database(String name) {
        this.name = name;
    }

    /** Creates an empty database with the roles that {@code server-config} describes. */
    public static Database create() {
        Database database = new Database("office_" + COUNT.incrementAndGet());
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("create database " + database.name + " owner office");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates a database as a build before left it, with the migrations up to a version. */
    public static Database createAt(String version) {
        Database database = create();
        database.migrate(version);
        return database;
    }

    /** Migrates it to a version, or to the {@code latest}. */
    public void migrate(String version) {
        Flyway.configure()
                .dataSource(owner())
                .placeholders(Map.of("app_role", "office_app"))
                .target(version)
                .load()
                .migrate();
    }

    /** Runs statements as superuser. */
    public void run(String sql) {
        try (Connection connection = superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns its name on the server. */
    public String name() {
        return name;
    }

    /** Connects as the application does. */
    public DataSource application() {
        return source("office_app");
    }

    /** Connects as migrations do. */
    public DataSource owner() {
        return source("office");
    }

    /** Connects as superuser. */
    public DataSource superuser() {
        return source("postgres");
    }

    /** Creates a connection pool for the application's role. */
    ConnectionPool pool() {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        set(source, "office_app");
        return new ConnectionPool(source);
    }

    private DataSource source(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        set(source, user);
        return source;
    }

    private void set(BaseDataSource source, String user) {
        source.setUrl(url(name) + "?stringtype=unspecified&reWriteBatchedInserts=true");
        source.setUser(user);
    }

    private static synchronized String url(String database) {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create role office login");
                    statement.execute("create role office_app login");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }
}
