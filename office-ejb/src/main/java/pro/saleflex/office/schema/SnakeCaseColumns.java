package pro.saleflex.office.schema;

import java.util.Locale;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Names columns as the tables do: {@code entryNo} is {@code entry_no}. A column named by annotation keeps its name.
 *
 * <p>Called by EclipseLink when the persistence unit is deployed (see {@code persistence.xml}); it spares every entity a
 * {@code @Column} per field.
 */
public class SnakeCaseColumns implements SessionCustomizer {

    /** Public for EclipseLink. */
    public SnakeCaseColumns() {}

    @Override
    public void customize(Session session) {
        session.getDescriptors().values().forEach(descriptor -> {
            descriptor.getMappings().stream()
                    .filter(DatabaseMapping::isDirectToFieldMapping)
                    .forEach(mapping -> rename(mapping.getField(), mapping.getAttributeName()));
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
}
