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
import java.util.UUID;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.account.Kiosks;
import pro.saleflex.office.account.Passwords;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.account.UserAccounts;
import pro.saleflex.office.alert.AlertScan;
import pro.saleflex.office.alert.AlertRecords;
import pro.saleflex.office.alert.AlertNotifier;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.MaintenanceWindows;
import pro.saleflex.office.alert.delivery.MailSender;
import pro.saleflex.office.alert.delivery.AlertDeliverySender;
import pro.saleflex.office.alert.delivery.AlertDeliveryQueue;
import pro.saleflex.office.alert.delivery.WebhookSender;
import pro.saleflex.office.closure.ClosureIntake;
import pro.saleflex.office.closure.ClosureProjection;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.gate.health.GateAlerts;
import pro.saleflex.office.gate.link.GateClient;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.gate.link.GateLink;
import pro.saleflex.office.gate.pull.GatePages;
import pro.saleflex.office.gate.health.GateProgress;
import pro.saleflex.office.gate.link.LinkHistory;
import pro.saleflex.office.gate.inbox.NotificationInbox;
import pro.saleflex.office.gate.inbox.GateNotifications;
import pro.saleflex.office.gate.inbox.NotificationStore;
import pro.saleflex.office.gate.inbox.NotificationExchange;
import pro.saleflex.office.gate.pull.MasterDataPulls;
import pro.saleflex.office.gate.pull.PulledPages;
import pro.saleflex.office.gate.push.DeliveryWorkers;
import pro.saleflex.office.gate.push.GateDelivery;
import pro.saleflex.office.gate.push.DeliveryPace;
import pro.saleflex.office.gate.push.GatePeriodCheck;
import pro.saleflex.office.gate.push.PushMapper;
import pro.saleflex.office.gate.status.StatusReporter;
import pro.saleflex.office.intake.DiskSpace;
import pro.saleflex.office.intake.Intake;
import pro.saleflex.office.intake.Projections;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.intake.Recorder;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.intake.ProjectionRebuildBatch;
import pro.saleflex.office.intake.Reprojection;
import pro.saleflex.office.journal.UnmaskedCardNumbers;
import pro.saleflex.office.journal.ConflictRecheck;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.lane.LaneEntries;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.ParkedEntries;
import pro.saleflex.office.reference.CashierCodes;
import pro.saleflex.office.reference.DemoData;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.reference.ReferenceRows;
import pro.saleflex.office.reference.StagedRows;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.sales.SalesProjection;
import pro.saleflex.office.sales.SalesReader;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.schema.Schema;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.SeenTerminals;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.status.StatusHistory;
import pro.saleflex.office.status.TerminalReports;
import pro.saleflex.office.status.TerminalAlerts;
import pro.saleflex.office.status.TerminalRequests;
import pro.saleflex.office.terminal.DemoTerminals;
import pro.saleflex.office.terminal.RefusedCallers;
import pro.saleflex.office.terminal.SecretUse;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.TerminalDirectory;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.enrolment.EnrolmentCodes;
import pro.saleflex.office.terminal.enrolment.Enrolments;

/** The application on its own database, without a server. One per test class. */
public final class TestApplication implements AutoCloseable {
    private final Path home;
    private final Database database;
    private final ConnectionPool connections;
    private final TestClock clock = new TestClock();
    private final WeldContainer beans;
    private final EntityManagerFactory entityManagers;
    private Connection superuser;
    private StoreRef store;
    private int stores;
    private int terminals;

    /** Starts an application with default settings, which means without demo data. */
    public TestApplication(Path home) {
        this(home, Map.of());
    }

    /** Starts an application with settings by their full keys. */
    public TestApplication(Path home, Map<String, String> settings) {
        this(home, settings, Database.create());
    }

    /** Starts an application on an existing database. */
    public TestApplication(Path home, Map<String, String> settings, Database database) {
        this.home = home;
        this.database = database;
        connections = database.pool();
        Map<String, String> all = new HashMap<>(settings);
        all.put("saleflex.office.home", home.toString());
        entityManagers = Persistence.createEntityManagerFactory(
                "office",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", connections));
        Transactions.use(entityManagers);
        beans = new Weld()
                .disableDiscovery()
                .addExtension(new EnterpriseBeans(database, connections, clock, all))
                .addBeanClasses(
                        Transactions.Runner.class,
                        Alerts.class,
                        AlertRecords.class,
                        AlertNotifier.class,
                        AlertScan.class,
                        MaintenanceWindows.class,
                        AlertDeliveryQueue.class,
                        AlertDeliverySender.class,
                        MailSender.class,
                        WebhookSender.class,
                        Schema.class,
                        DatabaseState.class,
                        Terminals.class,
                        TerminalDirectory.class,
                        SecretUse.class,
                        RefusedCallers.class,
                        Enrolments.class,
                        EnrolmentCodes.class,
                        DemoTerminals.class,
                        Journal.class,
                        UnmaskedCardNumbers.class,
                        ConflictRecheck.class,
                        Intake.class,
                        Recorder.class,
                        Reprojection.class,
                        Projections.class,
                        ProjectionRebuild.class,
                        ProjectionRebuildBatch.class,
                        Readiness.class,
                        DiskSpace.class,
                        SalesIntake.class,
                        SalesProjection.class,
                        SalesReader.class,
                        ClosureIntake.class,
                        ClosureProjection.class,
                        ClosureReader.class,
                        PeriodChecks.class,
                        Counters.class,
                        ReferenceData.class,
                        ReferenceRows.class,
                        StagedRows.class,
                        CashierCodes.class,
                        AuditTrail.class,
                        DemoData.class,
                        GateClient.class,
                        GateLink.class,
                        LinkHistory.class,
                        LeasedJobs.class,
                        GatePages.class,
                        PulledPages.class,
                        MasterDataPulls.class,
                        GateNotifications.class,
                        NotificationStore.class,
                        NotificationInbox.class,
                        NotificationExchange.class,
                        StatusReporter.class,
                        TerminalReports.class,
                        Contacts.class,
                        SeenTerminals.class,
                        StatusBoard.class,
                        StatusHistory.class,
                        TerminalRequests.class,
                        TerminalAlerts.class,
                        Passwords.class,
                        PortalUsers.class,
                        UserAccounts.class,
                        Kiosks.class,
                        Lanes.class,
                        LaneEntries.class,
                        ParkedEntries.class,
                        GateProgress.class,
                        GateAlerts.class,
                        GateDelivery.class,
                        DeliveryWorkers.class,
                        DeliveryPace.class,
                        PushMapper.class,
                        GatePeriodCheck.class)
                .initialize();
        boolean ready = false;
        try {
            bean(Schema.class).askDatabase(); // CDI creates the start-up bean on its first call
            ready = bean(DatabaseState.class).obstacle().isEmpty();
        } finally {
            if (!ready) {
                close();
            }
        }
        if (!ready) {
            throw new IllegalStateException("the schema was not prepared");
        }
    }

    /** Returns a bean as callers see it, with its transactions. */
    public <T> T bean(Class<T> type) {
        return beans.select(type).get();
    }

    /** Returns the application's home directory. */
    public Path home() {
        return home;
    }

    /** Returns the clock. */
    public TestClock clock() {
        return clock;
    }

    /** Returns the database. */
    public Database database() {
        return database;
    }

    /** Creates a store in London without terminals. */
    public StoreRef store() {
        return store(new StoreSpec("O", "S" + ++stores, "A store", "Europe/London", "GBP"));
    }

    private StoreRef store(StoreSpec spec) {
        return bean(Terminals.class).createStore(spec).orElseThrow();
    }

    /** Creates a terminal of a store, with the code {@code POS-} and its number. */
    public TerminalRef terminal(StoreRef in, int number) {
        TerminalSpec spec =
                new TerminalSpec(in.officeCode(), in.storeCode(), "POS-" + number, number, null, List.of());
        return terminal(bean(Terminals.class).createTerminal(spec).terminal().id());
    }

    /** Returns a terminal as it is now. */
    public TerminalRef terminal(UUID id) {
        return bean(Terminals.class).refs().stream()
                .filter(ref -> ref.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Creates a terminal in a store in Istanbul, three hours ahead of UTC. */
    public TerminalRef terminal() {
        if (store == null) {
            store = store(new StoreSpec("O", "S", "Test store", "Europe/Istanbul", "TRY"));
        }
        return terminal(store, ++terminals);
    }

    /** Returns a till for an existing terminal. */
    public Till till(TerminalRef terminal) {
        return new Till(this, terminal);
    }

    /** Creates a till with a new terminal. */
    public Till till() {
        return new Till(this, terminal());
    }

    /** Returns the rows of a query, columns as text. */
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

    /** Returns the single value of a query as text; null if there is no row. */
    public String value(String sql) {
        List<List<String>> rows = rows(sql);
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    /** Changes the database as superuser, past all rules of the application. */
    public synchronized void tamper(String sql) {
        try (var statement = superuser().createStatement()) {
            statement.execute(sql);
            statement.execute("reset all");
            connections.clear();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns one connection for all queries: opening one takes longer than most of them. */
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
        connections.close();
        try {
            if (superuser != null) {
                superuser.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
