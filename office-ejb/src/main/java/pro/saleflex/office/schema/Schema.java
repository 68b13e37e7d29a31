package pro.saleflex.office.schema;

import pro.saleflex.office.platform.DatabaseState;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import pro.saleflex.office.log.Log;

/**
 * Brings the database up to date and says whether the application may work.
 *
 * <p>At start-up it migrates as the owner, reads the durability settings through the application's own pool, and then
 * fires {@link SchemaReady}. A database that is not there yet (after a power cut the server may be up first) is tried again
 * by {@link SchemaWatch}; tills get 503 until then. A database that would lose acknowledged sales is never worked on: the
 * deployment fails, or, if it only showed up later, {@link DatabaseState} stays closed.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {
    private static final Log LOG = Log.of(Schema.class);

    @Resource(lookup = "jdbc/office")
    DataSource application;

    @Resource(lookup = "jdbc/office_owner")
    DataSource owner;

    @Inject
    Event<SchemaReady> readiness;

    @Inject
    DatabaseState state;

    @PostConstruct
    void start() {
        try {
            prepare();
        } catch (SQLException | FlywayException e) {
            LOG.log(Level.SEVERE, "The database cannot be prepared; tills get 503 and it is tried again.", e);
        }
    }

    /**
     * Migrates, checks and opens, once; does nothing when that was done.
     *
     * @throws SQLException the database is not there
     * @throws FlywayException a migration failed
     * @throws NotDurableException commits would not survive a power cut
     */
    public synchronized void prepare() throws SQLException {
        if (state.prepared()) {
            return;
        }
        String role;
        try (Connection connection = application.getConnection()) {
            Durability.check(connection);
            role = connection.getMetaData().getUserName();
        }
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_role", role))
                .load()
                .migrate();
        readiness.fire(new SchemaReady());
        state.open();
        LOG.info("The database is up to date and durable; documents are taken.");
    }

    /** Asks the application's pool for a sign of life; {@link DatabaseState} tells what came of it. */
    public void askDatabase() {
        if (!state.prepared()) {
            return;
        }
        boolean well = false;
        state.asking();
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            well = true;
        } catch (SQLException e) {
            if (state.answering()) { // once, and not every second until it is back
                LOG.log(Level.WARNING, "The database does not answer; tills get 503.", e);
            }
        } finally {
            state.answered(well);
        }
    }
}
