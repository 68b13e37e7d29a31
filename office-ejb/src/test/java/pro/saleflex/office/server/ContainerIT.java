package pro.saleflex.office.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.util.TimeZone;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.ejb.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import pro.saleflex.office.account.FailureLimit;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.document.DocumentText;
import pro.saleflex.office.document.DocumentText.Unidentifiable;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.Intake;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.intake.Projection;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.intake.Recorder;
import pro.saleflex.office.journal.EntriesAppended;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.Journal.Item;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.platform.Timers;
import pro.saleflex.office.platform.Timers.TimerRun;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.schema.SessionSetUp;
import pro.saleflex.office.terminal.DemoTerminals;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.zone.StoreZone;

/**
 * What only the container does: its transactions, observers that wait for them, and timers. The other tests have them
 * imitated by {@code testing.Transactions}.
 */
@ArquillianTest
class ContainerIT {

    @EJB
    SalesIntake sales;

    @EJB
    Recorder recorder;

    @EJB
    Counters counters;

    @EJB
    Terminals terminals;

    @EJB
    Journal journal;

    @Inject
    Intake intake;

    @Inject
    OfficeConfig config;

    @Inject
    DatabaseState database;

    @Inject
    Timers timers;

    @Inject
    Growth growth;

    @Inject
    Firings firings;

    @Inject
    UserTransaction transaction;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Deployment
    static WebArchive slice() {
        Database database = Database.create();
        database.migrate("latest");
        PGSimpleDataSource source = (PGSimpleDataSource) database.application();
        JavaArchive application = ShrinkWrap.create(JavaArchive.class, "office.jar")
                .addPackages(
                        true,
                        Journal.class.getPackage(),
                        DocumentText.class.getPackage(),
                        SalesIntake.class.getPackage(),
                        Counters.class.getPackage(),
                        OfficeConfig.class.getPackage(),
                        StoreZone.class.getPackage(),
                        Log.class.getPackage())
                .addPackage(Intake.class.getPackage())
                .addPackage(DayFigures.class.getPackage())
                .addPackage(Terminals.class.getPackage())
                .deleteClass(DemoTerminals.class)
                .deleteClass(Readiness.class)
                .addPackage(Timers.class.getPackage())
                .addClasses(SessionSetUp.class, FailureLimit.class)
                // its neighbour, not public
                .addClass("pro.saleflex.office.schema.PatientPool")
                .addClass("pro.saleflex.office.schema.WholeMicroseconds")
                .addAsManifestResource("META-INF/beans.xml", "beans.xml")
                .addAsManifestResource(
                        new StringAsset(persistence().replace("jdbc/office", "java:app/jdbc/office")),
                        "persistence.xml");
        return ShrinkWrap.create(WebArchive.class, "slice.war")
                .addAsLibrary(application)
                .addAsLibrary(new java.io.File(System.getProperty("office.driver")))
                .addAsLibrary(jarOf(TimeZone.class))
                .addClasses(ContainerIT.class)
                .addAsWebInfResource(new StringAsset("""
                        <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
                          <interceptors>
                            <interceptor>
                              <interceptor-class>%1$s</interceptor-class>
                            </interceptor>
                          </interceptors>
                          <assembly-descriptor>
                            <interceptor-binding>
                              <ejb-name>ProjectionRebuildTimer</ejb-name>
                              <interceptor-class>%1$s</interceptor-class>
                            </interceptor-binding>
                          </assembly-descriptor>
                        </ejb-jar>
                        """.formatted(TimerWitness.class.getName())), "ejb-jar.xml")
                .setWebXML(new StringAsset("""
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <data-source>
                            <name>java:app/jdbc/office</name>
                            <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
                            <url>%s</url>
                            <user>office_app</user>
                            <password>not asked for</password>
                            <property><name>stringType</name><value>unspecified</value></property>
                          </data-source>
                        </web-app>
                        """.formatted(source.getUrl().replaceFirst("\\?.*", ""))));
    }

    private static java.io.File jarOf(Class<?> type) {
        return new java.io.File(
                type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static String persistence() {
        try (var file = ContainerIT.class.getResourceAsStream("/META-INF/persistence.xml")) {
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private TerminalRef terminal() {
        String store = UUID.randomUUID().toString();
        terminals.createStore(new StoreSpec("O", store, "Store", "Europe/London", "GBP"));
        UUID id = terminals
                .createTerminal(new TerminalSpec("O", store, "P1", 1, null, List.of()))
                .terminal()
                .id();
        return terminals.refs().stream()
                .filter(ref -> ref.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String sale() {
        return "{\"head\":{\"id\":\"" + UUID.randomUUID() + "\",\"total_amount\":\"5.0000\"},\"payments\":"
                + "[{\"payment_type\":\"CASH_PAYMENT\",\"payment_total\":\"5.0000\"}]}";
    }

    private static HandOver handOver(TerminalRef terminal, String... items) {
        return new HandOver(terminal, Source.REST, List.of(items), Map.of("ReceiptNumber", 2L));
    }

    private long count(String table, TerminalRef terminal) {
        return ((Number) em.createNativeQuery("select count(*) from " + table + " where terminal_id = ?1")
                        .setParameter(1, terminal.id())
                        .getSingleResult())
                .longValue();
    }

    @Test
    void documentsAreAcceptedInTheContainersTransactions() {
        assertEquals(500, config.itemsLimit());
        TerminalRef terminal = terminal();
        HandOver handOver = handOver(terminal, sale(), "{}");
        assertTaken(1, 1, sales.accept(handOver));
        assertTaken(1, 1, sales.accept(handOver));

        assertEquals(1, journal.lastEntryNo(terminal.id()));
        assertEquals(1, count("sales_document", terminal));
        assertEquals(
                1L,
                em.createNativeQuery("select count(*) from sales_payment p join sales_document d"
                                + " on d.id = p.document_id where d.terminal_id = ?1")
                        .setParameter(1, terminal.id())
                        .getSingleResult());
        assertEquals(1, count("rejection", terminal));
        assertTrue(journal.verify(terminal).clean());
    }

    @Test
    void aTransactionOfItsOwnIsCommittedAlthoughTheCallersIsRolledBack() throws Exception {
        TerminalRef terminal = terminal();

        transaction.begin();
        counters.push(terminal, Map.of("Z", 7L)); // joins the caller's
        recorder.reject(handOver(terminal), EntryKind.TRANSACTION, List.of(new Unidentifiable("{}", "no id")));
        transaction.rollback();

        assertEquals(0, count("other_counter", terminal));
        assertEquals(1, count("rejection", terminal));
    }

    @Test
    void whatNeedsTheCallersTransactionIsRefusedWithoutOne() {
        assertThrows(EJBTransactionRequiredException.class, () -> journal.append(List.of()));
        assertThrows(EJBTransactionRequiredException.class, () -> counters.note(List.of()));
    }

    @Test
    void whatWasWrittenBeforeAnUncheckedExceptionIsRolledBackWithTheCallersTransaction() throws Exception {
        TerminalRef terminal = terminal();
        Map<String, Long> pushed = new HashMap<>(Map.of("ClosureNumber", 1L, "ReceiptNumber", 2L));
        pushed.put(null, 3L); // only the last of the statements reads the names

        EJBException failure = assertThrows(EJBException.class, () -> counters.push(terminal, pushed));
        assertInstanceOf(NullPointerException.class, failure.getCause());
        assertEquals(0, count("counter", terminal));

        transaction.begin();
        counters.push(terminal, Map.of("Z", 7L));
        assertThrows(EJBException.class, () -> counters.push(terminal, pushed));
        assertEquals(Status.STATUS_MARKED_ROLLBACK, transaction.getStatus());
        transaction.rollback();
        assertEquals(0, count("counter", terminal));
        assertEquals(0, count("other_counter", terminal));

        pushed.remove(null);
        counters.push(terminal, pushed);
        assertEquals(1, count("counter", terminal));
    }

    @Test
    void observersHearOfACommitAndNotOfARollback() throws Exception {
        TerminalRef terminal = terminal();
        DocumentText text = assertInstanceOf(
                        DocumentText.Identifiable.class, DocumentText.read(EntryKind.TRANSACTION, sale()))
                .text();
        List<Item> items = List.of(new Item(terminal, Source.REST, text));
        int before = growth.times();

        transaction.begin();
        journal.append(items);
        transaction.rollback();
        assertEquals(before, growth.times());
        assertEquals(0, journal.lastEntryNo(terminal.id()));

        transaction.begin();
        journal.append(items);
        assertEquals(before, growth.times());
        transaction.commit();
        assertEquals(before + 1, growth.times());
        assertEquals(1, journal.lastEntryNo(terminal.id()));
    }

    @Test
    void eachRungOfTheLadderLeavesNothingBehindWhenItFails() {
        TerminalRef terminal = terminal();
        List<Integer> tries = new ArrayList<>();
        int before = growth.times();

        assertTaken(1, 0, intake.accept(handOver(terminal, sale()), new FaultyProjection(tries)));

        assertTrue(tries.size() > 1, "tries: " + tries);
        assertEquals(1, journal.lastEntryNo(terminal.id()));
        assertEquals(1, count("journal_entry", terminal));
        assertEquals(before + 1, growth.times(), "only the last rung was committed");
        assertTrue(journal.verify(terminal).clean());
    }

    @Test
    void aTimerFiresOutsideTransactionsAndItsRunIsRecorded() throws InterruptedException {
        Instant start = Instant.now();
        database.markPrepared();
        Instant end = start.plus(Duration.ofSeconds(30));
        while (!isRebuilt() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }

        assertTrue(isRebuilt(), "its work, in a transaction of its own, is committed");
        assertEquals(Set.of(new Firing(false, Status.STATUS_NO_TRANSACTION)), firings.seen());
        TimerRun run = timers.runs().stream()
                .filter(each -> each.name().equals("renewal"))
                .findFirst()
                .orElseThrow();
        assertTrue(run.lastRun().isAfter(start.minusSeconds(2)), run.toString());
        assertEquals(0, run.failures());
        assertFalse(run.stale());
    }

    /** The rebuild of an empty journal, which the timer starts once the database is prepared. */
    private boolean isRebuilt() {
        return em.createNativeQuery("select rules from projection_renewal where rules > 0 and towards is null")
                        .getResultList()
                        .size()
                == 1;
    }

    private static void assertTaken(int accepted, int rejected, IntakeResult taken) {
        IntakeResult.Done done = assertInstanceOf(IntakeResult.Done.class, taken);
        assertEquals(accepted, done.accepted());
        assertEquals(rejected, done.rejected());
    }

    /** Counts how often journals have grown. */
    @ApplicationScoped
    public static class Growth {
        private final AtomicInteger times = new AtomicInteger();

        void appended(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntriesAppended appended) {
            times.incrementAndGet();
        }

        int times() {
            return times.get();
        }
    }

    /** Notes each try to store rows and fails. */
    private record FaultyProjection(List<Integer> tries) implements Projection<String> {
        @Override
        public EntryKind kind() {
            return EntryKind.TRANSACTION;
        }

        @Override
        public String prepare(TerminalRef terminal, String payload) {
            return payload;
        }

        @Override
        public void store(List<Projected<String>> rows) {
            tries.add(rows.size());
            throw new IllegalStateException("The rows cannot be stored.");
        }

        @Override
        public void remove(List<Long> entryIds) {
            throw new AssertionError("nothing is removed");
        }

        @Override
        public void count(List<Counted<String>> requests) {
            // there are none
        }
    }

    /**
     * How a timer's method was called.
     *
     * @param persistent the timer outlives the server
     * @param transaction the status of the transaction, of {@link Status}
     */
    record Firing(boolean persistent, int transaction) {}

    /** The ways in which the timer's method was called. */
    @ApplicationScoped
    public static class Firings {
        private final Set<Firing> seen = ConcurrentHashMap.newKeySet();

        void add(Firing firing) {
            seen.add(firing);
        }

        Set<Firing> seen() {
            return Set.copyOf(seen);
        }
    }

    /** Interceptor that stands between the container and the timer's method. */
    public static class TimerWitness {
        @Inject
        Firings firings;

        @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
        TransactionSynchronizationRegistry transactions;

        @AroundTimeout
        Object note(InvocationContext call) throws Exception {
            firings.add(new Firing(((Timer) call.getTimer()).isPersistent(), transactions.getTransactionStatus()));
            return call.proceed();
        }
    }
}
