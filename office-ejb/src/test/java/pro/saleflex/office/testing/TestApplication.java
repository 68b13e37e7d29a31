package pro.saleflex.office.testing;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.config.OfficeClock;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.schema.Schema;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.Terminals;

/** The application on its own database, without a server. One per test class. */
public final class TestApplication implements AutoCloseable {
    private static final Set<Class<? extends Annotation>> SCOPES =
            Set.of(Stateless.class, Singleton.class, ApplicationScoped.class);

    private static final Class<?>[] BEANS = beans();

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
                .addBeanClasses(Transactions.Runner.class)
                .addBeanClasses(BEANS)
                .initialize();
        boolean ready = false;
        try {
            bean(Schema.class).askDatabase(); // CDI creates the start-up bean on its first call
            bean(Schema.class).prepare(); // as the timer does if that was postponed
            ready = bean(DatabaseState.class).obstacle().isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException("the schema was not prepared", e);
        } finally {
            if (!ready) {
                close();
            }
        }
        if (!ready) {
            throw new IllegalStateException("the schema was not prepared");
        }
    }

    /** The application's beans, as a server would find them; clock and settings are the test's. */
    private static Class<?>[] beans() {
        try {
            Path classes = Path.of(Alerts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(classes) ? beans(classes) : beansOfJar(classes);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?>[] beansOfJar(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return beans(files.getPath("/"));
        }
    }

    private static Class<?>[] beans(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes.resolve("pro"))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.matches("[^$]+\\.class") && !name.endsWith("package-info.class"))
                    .map(name -> load(name.replace(classes.getFileSystem().getSeparator(), ".")
                            .substring(0, name.length() - ".class".length())))
                    .filter(type -> SCOPES.stream().anyMatch(type::isAnnotationPresent))
                    .filter(type -> type != OfficeClock.class && type != OfficeConfig.class && !isTimer(type))
                    .toArray(Class<?>[]::new);
        }
    }

    /** A test calls what a timer would call: nothing runs by itself. */
    private static boolean isTimer(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(Schedule.class));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, TestApplication.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
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
        TerminalSpec spec = new TerminalSpec(in.officeCode(), in.storeCode(), "POS-" + number, number, null, List.of());
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
