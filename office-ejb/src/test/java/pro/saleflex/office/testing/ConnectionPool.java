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

/**
 * A minimal connection pool, as a server has one: opening a connection takes longer than most of what is done with it.
 */
final class ConnectionPool implements DataSource, AutoCloseable, ConnectionEventListener {
    private static final int VALIDATION_TIMEOUT_SECONDS = 5;

    private final ConnectionPoolDataSource source;
    private final Deque<PooledConnection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(ConnectionPoolDataSource source) {
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (PooledConnection pooled = next(); pooled != null; pooled = next()) {
            Connection connection = pooled.getConnection();
            if (connection.isValid(VALIDATION_TIMEOUT_SECONDS)) {
                pooled.addConnectionEventListener(this);
                return connection;
            }
            pooled.close();
        }
        PooledConnection added = source.getPooledConnection();
        Connection connection = added.getConnection();
        added.addConnectionEventListener(this);
        return connection;
    }

    private synchronized PooledConnection next() {
        return idle.poll();
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        PooledConnection returned = (PooledConnection) event.getSource();
        returned.removeConnectionEventListener(this); // or its next use would report it as closed
        synchronized (this) {
            if (!closed) {
                idle.push(returned);
                return;
            }
        }
        destroy(returned);
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        // getConnection() validates the connection before its next use; errors raised by triggers do not break it.
    }

    /** Drops idle connections: settings of a role or database only apply to connections opened afterwards. */
    synchronized void clear() {
        idle.forEach(ConnectionPool::destroy);
        idle.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        clear();
    }

    private static void destroy(PooledConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("the pool has one user only");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // not supported: the pool logs nothing
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
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
