package pro.saleflex.office.intake;

import java.sql.Connection;
import java.sql.SQLException;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Concurrently;

/** Somebody holds the head of a terminal's journal, so that whoever appends to it has to wait. */
final class HeldLock implements AutoCloseable {
    private final TestApplication house;
    private final Connection connection;

    private HeldLock(TestApplication house, Connection connection) {
        this.house = house;
        this.connection = connection;
    }

    static HeldLock on(TestApplication house, Till till) {
        try {
            Connection connection = house.database().superuser().getConnection();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("select from journal_head where terminal_id = '"
                        + till.terminal().id() + "' for update");
            }
            return new HeldLock(house, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something while somebody holds the lock. */
    static void during(TestApplication house, Till till, Runnable action) {
        HeldLock held = on(house, till);
        try {
            action.run();
        } finally {
            held.close();
        }
    }

    /** Returns when a transaction of the application waits. */
    void awaitWaiting() {
        Concurrently.await("a transaction that waits for the lock", () -> waiting() != null);
    }

    /** The process that waits. */
    String waiting() {
        return house.value("select pid from pg_stat_activity where datname = current_database()"
                + " and usename = 'office_app' and wait_event_type = 'Lock'");
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
