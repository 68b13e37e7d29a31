package pro.saleflex.office.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.ibm.icu.util.TimeZone;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.Intake;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.platform.TimerJob;
import pro.saleflex.office.platform.Timers;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.schema.SessionSetUp;
import pro.saleflex.office.terminal.DemoTerminals;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.zone.StoreZone;

/** The intake as the container runs it: the transactions of its ladder, the journal's lock, the projection. */
@ArquillianTest
class SalesIntakeIT {

    @EJB
    SalesIntake intake;

    @EJB
    Terminals terminals;

    @EJB
    Journal journal;

    @Inject
    OfficeConfig config;

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
                .addClasses(DatabaseState.class, SessionSetUp.class, Timers.class, TimerJob.class, FailureLimit.class)
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
                .addClasses(SalesIntakeIT.class)
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
        try (var file = SalesIntakeIT.class.getResourceAsStream("/META-INF/persistence.xml")) {
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void documentsAreTakenInTheContainersTransactions() {
        assertEquals(500, config.itemsLimit());
        terminals.createStore(new StoreSpec("O", "S", "Store", "Europe/London", "GBP"));
        terminals.createTerminal(new TerminalSpec("O", "S", "P1", 1, null, List.of()));
        TerminalRef terminal = terminals.refs().get(0);
        String sale = "{\"head\":{\"id\":\"" + UUID.randomUUID() + "\",\"total_amount\":\"5.0000\"},\"payments\":"
                + "[{\"payment_type\":\"CASH_PAYMENT\",\"payment_total\":\"5.0000\"}]}";

        HandOver handOver = new HandOver(terminal, Source.REST, List.of(sale, "{}"), Map.of("ReceiptNumber", 2L));
        assertTaken(1, 1, intake.accept(handOver));
        assertTaken(1, 1, intake.accept(handOver));

        assertEquals(1, journal.length(terminal.id()));
        assertEquals(1L, count("sales_document"));
        assertEquals(1L, count("sales_payment"));
        assertEquals(1L, count("rejection"));
        assertEquals(true, journal.verify(terminal).clean());
    }

    private long count(String table) {
        return ((Number) em.createNativeQuery("select count(*) from " + table).getSingleResult()).longValue();
    }

    private static void assertTaken(int accepted, int rejected, IntakeResult taken) {
        IntakeResult.Done done = assertInstanceOf(IntakeResult.Done.class, taken);
        assertEquals(accepted, done.accepted());
        assertEquals(rejected, done.rejected());
    }
}
