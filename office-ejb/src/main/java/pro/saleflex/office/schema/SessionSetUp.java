package pro.saleflex.office.schema;

import java.util.Locale;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.converters.UUIDConverter;
import org.eclipse.persistence.mappings.foundation.AbstractDirectMapping;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Configures EclipseLink where {@code persistence.xml} cannot, when the persistence unit is deployed.
 *
 * <p>Maps attributes to snake-case columns ({@code entryNo} to {@code entry_no}) unless an annotation names the column.
 * Loads the application without a database, see {@link PatientPool}. Does not retry failed queries: three tries, five
 * seconds apart, take longer than a terminal waits for its answer. Reads null ids, on which EclipseLink's own converter
 * fails.
 */
public class SessionSetUp implements SessionCustomizer {

    /** Public for EclipseLink. */
    public SessionSetUp() {}

    @Override
    public void customize(Session session) {
        session.getLogin().setQueryRetryAttemptCount(0);
        if (session instanceof ServerSession server
                && server.getReadConnectionPool() instanceof ExternalConnectionPool) {
            server.setReadConnectionPool(new PatientPool("read", server.getLogin(), server));
            server.addConnectionPool(new PatientPool(ServerSession.DEFAULT_POOL, server.getLogin(), server));
        }
        session.getDescriptors().values().forEach(descriptor -> {
            descriptor.getMappings().stream()
                    .filter(DatabaseMapping::isDirectToFieldMapping)
                    .forEach(mapping -> rename(mapping.getField(), mapping.getAttributeName()));
            descriptor.getMappings().stream()
                    .filter(DatabaseMapping::isDirectToFieldMapping)
                    .map(AbstractDirectMapping.class::cast)
                    .filter(mapping -> mapping.getConverter() instanceof UUIDConverter)
                    .forEach(mapping -> mapping.setConverter(new IdOrNull()));
            descriptor.getPrimaryKeyFields().forEach(key -> descriptor.getMappings().stream()
                    .filter(mapping -> isDefaultName(key, mapping.getAttributeName()))
                    .forEach(mapping -> rename(key, mapping.getAttributeName())));
        });
    }

    private static void rename(DatabaseField column, String attribute) {
        if (isDefaultName(column, attribute)) {
            column.setName(attribute.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isDefaultName(DatabaseField column, String attribute) {
        return column.getName().equals(attribute.toUpperCase(Locale.ROOT));
    }

    /** EclipseLink's UUID converter, but null-safe. */
    private static final class IdOrNull extends UUIDConverter {
        private static final long serialVersionUID = 1L;

        @Override
        public Object convertDataValueToObjectValue(Object value, Session session) {
            return value == null ? null : super.convertDataValueToObjectValue(value, session);
        }
    }
}
