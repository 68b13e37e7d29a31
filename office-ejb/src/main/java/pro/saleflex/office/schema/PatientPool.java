package pro.saleflex.office.schema;

import java.util.logging.Level;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;
import pro.saleflex.office.log.Log;

/**
 * EclipseLink's view of the container's connection pool that tolerates an absent database. EclipseLink opens a
 * connection when it loads the application; without this class a server that is up before its database, as after a
 * power cut, would not load the application at all.
 */
final class PatientPool extends ExternalConnectionPool {
    private static final Log LOG = Log.of(PatientPool.class);

    PatientPool(String name, Login login, ServerSession session) {
        super(name, login, session);
    }

    @Override
    public synchronized void startUp() {
        Accessor accessor = getLogin().buildAccessor();
        accessor.setPool(this);
        try {
            accessor.connect(getLogin(), getOwner());
        } catch (DatabaseException e) { // each query gets its own connection, so there is nothing to catch up on
            LOG.log(Level.WARNING, "The database is not there yet: {0}", String.valueOf(e.getInternalException()));
        }
        setCachedConnection(accessor);
        setIsConnected(true);
    }
}
