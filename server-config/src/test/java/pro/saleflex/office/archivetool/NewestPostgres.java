package pro.saleflex.office.archivetool;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The server that comes with the build, as in the one-command run; it takes any password. */
final class NewestPostgres implements StoreServer {
    private final EmbeddedPostgres server;

    private NewestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static NewestPostgres start() throws IOException {
        NewestPostgres started = new NewestPostgres(EmbeddedPostgres.start());
        started.superuser("postgres", "create role office login");
        started.superuser("postgres", "create role office_app login");
        return started;
    }

    @Override
    public StoreDatabase createDatabase(String name) {
        superuser("postgres", "create database " + name + " owner office encoding 'UTF8' template template0");
        return new StoreDatabase(this, name);
    }

    @Override
    public void superuser(String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String password(String role) {
        return role;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
