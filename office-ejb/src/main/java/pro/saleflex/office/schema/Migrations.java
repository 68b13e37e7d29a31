package pro.saleflex.office.schema;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The migrations of the schema, with the settings that the application and the restore of a backup share. */
public final class Migrations {
    /** The application's role, as {@code roles.sql} creates it. */
    public static final String APPLICATION_ROLE = "office_app";

    /** The version of the newest migration, whichever that is. */
    public static final String NEWEST = "latest";

    private Migrations() {}

    /**
     * Prepares to migrate to the newest version.
     *
     * @param owner connects as the role that owns the tables
     * @param applicationRole the role that the migrations grant its rights
     */
    public static Flyway newest(DataSource owner, String applicationRole) {
        return upTo(NEWEST, owner, applicationRole);
    }

    /** Prepares to migrate up to a version, such as {@code 20261130.0600}, and including it. */
    public static Flyway upTo(String version, DataSource owner, String applicationRole) {
        return configured(version, owner, applicationRole).load();
    }

    /**
     * Prepares to migrate a schema other than the application's up to a version.
     *
     * @param scratch its connections must look at this schema alone: the migrations do not name it
     * @param schema exists and is not the application's
     */
    public static Flyway upTo(String version, DataSource scratch, String applicationRole, String schema) {
        return configured(version, scratch, applicationRole)
                .defaultSchema(schema)
                .createSchemas(false)
                .load();
    }

    private static FluentConfiguration configured(String version, DataSource owner, String applicationRole) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_role", applicationRole))
                .target(version);
    }
}
