package pro.saleflex.office.schema;

import java.util.logging.Level;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;
import pro.saleflex.office.log.Log;

/**
 * The container's connection pool as EclipseLink sees it, without the connection that EclipseLink tries when an application is
 * loaded: with it, a server that is up before its database (after a power cut) would not load the application at all.
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
        } catch (DatabaseException e) { // each query gets its connection anew, so nothing has to be made up for
            LOG.log(Level.WARNING, "The database is not there yet: {0}", String.valueOf(e.getInternalException()));
        }
        setCachedConnection(accessor);
        setIsConnected(true);
    }
}
