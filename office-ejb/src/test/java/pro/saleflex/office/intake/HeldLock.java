package pro.saleflex.office.intake;

import java.sql.Connection;
import java.sql.SQLException;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** Locks the head of a terminal's journal, so that appending to it has to wait. */
final class HeldLock implements AutoCloseable {
    private final TestApplication app;
    private final Connection connection;

    private HeldLock(TestApplication app, Connection connection) {
        this.app = app;
        this.connection = connection;
    }

    static HeldLock on(TestApplication app, Till till) {
        try {
            Connection connection = app.database().superuser().getConnection();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("select from journal_head where terminal_id = '"
                        + till.terminal().id() + "' for update");
            }
            return new HeldLock(app, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the action while the lock is held. */
    static void during(TestApplication app, Till till, Runnable action) {
        HeldLock held = on(app, till);
        try {
            action.run();
        } finally {
            held.close();
        }
    }

    /** Returns once a transaction of the application waits for a lock. */
    void awaitWaiting() {
        Concurrently.await("a transaction that waits for the lock", () -> waiting() != null);
    }

    /** The backend process that waits; null when there is none. */
    String waiting() {
        return app.value("select pid from pg_stat_activity where datname = current_database()"
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
