package pro.saleflex.office.testing;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Logger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;

/** Keeps the connections of a house, as a server does: making one takes longer than most of what is done with it. */
final class ConnectionPool implements DataSource, AutoCloseable, ConnectionEventListener {
    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final ConnectionPoolDataSource made;
    private final Deque<PooledConnection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(ConnectionPoolDataSource made) {
        this.made = made;
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (PooledConnection kept = next(); kept != null; kept = next()) {
            Connection connection = kept.getConnection();
            if (connection.isValid(ANSWERS_WITHIN_SECONDS)) {
                kept.addConnectionEventListener(this);
                return connection;
            }
            kept.close();
        }
        PooledConnection added = made.getPooledConnection();
        Connection connection = added.getConnection();
        added.addConnectionEventListener(this);
        return connection;
    }

    private synchronized PooledConnection next() {
        return idle.poll();
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        PooledConnection given = (PooledConnection) event.getSource();
        given.removeConnectionEventListener(this); // or taking it out again would tell that it was closed
        synchronized (this) {
            if (!closed) {
                idle.push(given);
                return;
            }
        }
        end(given);
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        // Whether it can still be used shows when it is taken out again: an error that a trigger made up breaks
        // nothing.
    }

    /** Has the next ones made anew: what a role or a database is set to counts from when a connection is made. */
    synchronized void forget() {
        idle.forEach(ConnectionPool::end);
        idle.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }

    private static void end(PooledConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("connections are the house's own");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // it logs nothing
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the database is on this machine
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
