package pro.saleflex.office.testing;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.closure.ClosureIntake;
import pro.saleflex.office.closure.ClosureProjection;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.intake.DiskSpace;
import pro.saleflex.office.intake.Intake;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.intake.Recorder;
import pro.saleflex.office.intake.Reprojection;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.reference.CashierCodes;
import pro.saleflex.office.reference.DemoData;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceRows;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.sales.SalesProjection;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.schema.Schema;
import pro.saleflex.office.schema.SchemaState;
import pro.saleflex.office.terminal.DemoTerminals;
import pro.saleflex.office.terminal.RefusedCallers;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.TerminalDirectory;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.Terminals;

/** The application on a database of its own, outside a server. One per test class. */
public final class House implements AutoCloseable {
    private final Database database;
    private final TestClock clock = new TestClock();
    private final WeldContainer beans;
    private final EntityManagerFactory entityManagers;
    private Connection superuser;
    private int terminals;

    /** A house without demo data. */
    public House(Path home) {
        this(home, Map.of());
    }

    /** A house with further settings, by their full keys. */
    public House(Path home, Map<String, String> settings) {
        this(home, settings, Database.create());
    }

    /** A house on a database that is there already. */
    public House(Path home, Map<String, String> settings, Database database) {
        this.database = database;
        Map<String, String> all = new HashMap<>(settings);
        all.put("saleflex.office.home", home.toString());
        entityManagers = Persistence.createEntityManagerFactory(
                "office",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", database.application()));
        Transactions.use(entityManagers);
        beans = new Weld()
                .disableDiscovery()
                .addExtension(new EnterpriseBeans(database, clock, all))
                .addBeanClasses(
                        Transactions.Runner.class,
                        Schema.class,
                        SchemaState.class,
                        Terminals.class,
                        TerminalDirectory.class,
                        RefusedCallers.class,
                        DemoTerminals.class,
                        Journal.class,
                        Intake.class,
                        Recorder.class,
                        Reprojection.class,
                        Readiness.class,
                        DiskSpace.class,
                        SalesIntake.class,
                        SalesProjection.class,
                        SalesReader.class,
                        ClosureIntake.class,
                        ClosureProjection.class,
                        ClosureReader.class,
                        Counters.class,
                        ReferenceData.class,
                        ReferenceRows.class,
                        CashierCodes.class,
                        AuditTrail.class,
                        DemoData.class)
                .initialize();
        boolean ready = false;
        try {
            ready = door(Schema.class).ready();
        } finally {
            if (!ready) {
                close();
            }
        }
        if (!ready) {
            throw new IllegalStateException("the schema was not prepared");
        }
    }

    /** A bean as others see it. */
    public <T> T door(Class<T> type) {
        return beans.select(type).get();
    }

    /** The clock. */
    public TestClock clock() {
        return clock;
    }

    /** The database. */
    public Database database() {
        return database;
    }

    /** A new terminal in a store in Istanbul, three hours before UTC. */
    public TerminalRef terminal() {
        Terminals door = door(Terminals.class);
        door.createStore(new StoreSpec("O", "S", "Test store", "Europe/Istanbul", "TRY"));
        String code = "P" + ++terminals;
        door.createTerminal(new TerminalSpec("O", "S", code, terminals, null, List.of()));
        return door.refs().stream()
                .filter(ref -> ref.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** A till: a new terminal that hands over. */
    public Till till() {
        return new Till(this, terminal());
    }

    /** The rows of a query, columns as text. */
    public synchronized List<List<String>> rows(String sql) {
        try (var statement = superuser().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(columns);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The single value of a query, as text; null when there is no row. */
    public String value(String sql) {
        List<List<String>> rows = rows(sql);
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    /** Does something to the database that nobody should be able to do. */
    public synchronized void tamper(String sql) {
        try (var statement = superuser().createStatement()) {
            statement.execute(sql);
            statement.execute("reset all");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connection for all questions: making one takes longer than most of them. */
    private Connection superuser() throws SQLException {
        if (superuser == null) {
            superuser = database.superuser().getConnection();
        }
        return superuser;
    }

    @Override
    public void close() {
        beans.close();
        entityManagers.close();
        try {
            if (superuser != null) {
                superuser.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
