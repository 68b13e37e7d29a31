package pro.saleflex.office.archive.dump;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Connections that look at one schema alone: a name that is not there is an error, never a table of the application.
 * They are a pool's, so each looks where it did before when it is given back.
 */
final class OneSchema {
    private OneSchema() {}

    /** Makes connections to a database look at a schema, which need not exist yet. */
    static DataSource of(DataSource database, String schema) {
        return proxy(
                DataSource.class,
                (self, method, arguments) -> method.getName().equals("getConnection")
                        ? looking((Connection) call(database, method, arguments), schema)
                        : call(database, method, arguments));
    }

    private static Connection looking(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + CopyFormat.quoted(schema));
        }
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("close") && !connection.isClosed()) {
                giveBack(connection);
                return null;
            }
            return call(connection, method, arguments);
        });
    }

    private static void giveBack(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("reset search_path");
            }
        } catch (SQLException e) {
            connection.abort(Runnable::run); // nobody else may get it
            throw e;
        } finally {
            connection.close();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(OneSchema.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
