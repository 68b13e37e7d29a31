package pro.saleflex.office.schema;

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
import java.sql.SQLNonTransientException;
import java.sql.Statement;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.DatabaseState;

/**
 * Migrates the database at start-up and checks that it is safe to work on.
 *
 * <p>At start-up it reads the durability settings through the application's own pool, fires {@link BeforeMigration},
 * migrates as the owner, and then fires {@link SchemaReady}. If the database is not up yet, as may happen after a power cut, {@link SchemaWatch}
 * retries; terminals get 503 until then. A database that would lose acknowledged sales is never used: the deployment
 * fails or, if the database came up only later, {@link DatabaseState} keeps reporting it as not usable.
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
    Event<BeforeMigration> beginning;

    @Inject
    Event<SchemaReady> readiness;

    @Inject
    DatabaseState state;

    @PostConstruct
    void start() {
        try {
            prepare(true);
        } catch (SQLException | FlywayException e) {
            LOG.log(Level.SEVERE, "The database cannot be prepared; tills get 503 until a retry succeeds.", e);
        }
    }

    /**
     * Checks and migrates the database and marks it as usable. Does nothing if that is done.
     *
     * @throws SQLException the database is not reachable, or the restore of a backup into it has not ended
     * @throws FlywayException a migration failed
     * @throws NotDurableException commits would not survive a power cut
     */
    public void prepare() throws SQLException {
        prepare(false);
    }

    private synchronized void prepare(boolean deploying) throws SQLException {
        if (state.prepared()) {
            return;
        }
        String role;
        try (Connection connection = application.getConnection()) {
            Durability.check(connection);
            role = connection.getMetaData().getUserName();
            if (RestoreMark.isIn(connection)) {
                throw new SQLNonTransientException(
                        "A restore into this database has not ended. Stop the application and"
                                + " run the same restore again.");
            }
        }
        BeforeMigration before = new BeforeMigration(deploying);
        try {
            beginning.fire(before);
        } catch (RuntimeException e) { // of an observer; a later attempt may go well
            throw new SQLException("What comes before the migration failed", e);
        }
        if (before.isPostponed()) {
            return;
        }
        Migrations.newest(owner, role).migrate();
        readiness.fire(new SchemaReady());
        state.markPrepared();
        LOG.info("The database is up to date and durable; documents are accepted.");
    }

    /** Pings the database through the application's pool and records the result in {@link DatabaseState}. */
    public void askDatabase() {
        if (!state.prepared()) {
            return;
        }
        boolean succeeded = false;
        state.pingStarted();
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            succeeded = true;
        } catch (SQLException e) {
            if (state.answering()) { // logged once, not every second until it is back
                LOG.log(Level.WARNING, "The database does not answer; tills get 503.", e);
            }
        } finally {
            state.pingEnded(succeeded);
        }
    }
}
