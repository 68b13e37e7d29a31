package pro.saleflex.office.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/**
 * The mark that the restore of a backup into this database has begun and not ended. It is in a schema of its own, which
 * exists only meanwhile, and the application does not work on such a database.
 *
 * @param backup the backup's id
 * @param file its file, for people
 * @param loaded whether its rows are in the tables, so that only the newest migrations may be missing
 */
public record RestoreMark(UUID backup, String file, boolean loaded) {
    /** The schema's name. */
    public static final String SCHEMA = "unfinished_restore";

    /** Whether there is one; any role may ask. */
    public static boolean isIn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regnamespace('" + SCHEMA + "') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Reads it as the owner. */
    public static Optional<RestoreMark> read(Connection connection) throws SQLException {
        if (!isIn(connection)) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select backup, file, loaded from " + SCHEMA + ".mark")) {
            return row.next()
                    ? Optional.of(new RestoreMark(
                            row.getObject("backup", UUID.class), row.getString("file"), row.getBoolean("loaded")))
                    : Optional.empty();
        }
    }

    /** Sets it in the running transaction. */
    public void set(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema " + SCHEMA);
            statement.execute("create table " + SCHEMA + ".mark (backup uuid not null, file text not null,"
                    + " loaded boolean not null, set_at timestamptz not null default now())");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + SCHEMA + ".mark values (?, ?, ?)")) {
            insert.setObject(1, backup);
            insert.setString(2, file);
            insert.setBoolean(3, loaded);
            insert.executeUpdate();
        }
    }

    /** Notes in the running transaction that the rows are in the tables. */
    public static void setLoaded(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update " + SCHEMA + ".mark set loaded = true");
        }
    }

    /** Removes it in the running transaction: the restore is complete. */
    public static void remove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema " + SCHEMA + " cascade");
        }
    }
}
