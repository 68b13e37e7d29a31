package pro.saleflex.office.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

class ConfigSnapshotsDbTest {
    private static final Duration ROUND = Duration.ofSeconds(4);

    @TempDir
    Path home;

    private TestApplication app;
    private Till till;

    @BeforeEach
    void start() {
        app = new TestApplication(home);
        till = app.till();
        ArchiveAccess.write(app);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    /** Returns how many snapshots the archive's writer takes in so many rounds. */
    private long taken(long rounds) throws IOException {
        long before = snapshots();
        for (long round = 0; round < rounds; round++) {
            app.clock().pass(ROUND);
            ArchiveAccess.write(app);
        }
        return snapshots() - before;
    }

    private long snapshots() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("archive/config"))) {
            return files.filter(file -> file.toString().endsWith(".dump")).count();
        }
    }

    @Test
    void aNewTillIsSavedWithTheNextRound() throws IOException {
        assertEquals(0, taken(5));
        app.till();
        assertEquals(1, taken(1));
        assertEquals(0, taken(5));
    }

    /** However many there are, the tables are not copied for each of them. */
    @Test
    void rejectedItemsAreSavedWithinAMinute() throws IOException {
        for (int n = 0; n < 30; n++) {
            till.sell("{\"head\":{\"x\":" + n + "}}");
            app.clock().pass(ROUND);
            ArchiveAccess.write(app);
        }
        assertEquals("30", app.value("select count(*) from rejection"));
        assertEquals(3, snapshots(), "one at the start, then one a minute");
        assertEquals(0, taken(15));
        till.sell("{\"head\":{\"x\":30}}");
        assertEquals(1, taken(15));
    }

    @Test
    void countersAndFlagsAreSavedWithinAMinute() throws IOException {
        till.sell(List.of(Document.sale().text()), Map.of("Coupon", 17L));
        assertEquals(1, taken(20));
        Document sale = till.sold(Document.sale());
        till.sell(sale.with("/head/total_amount", 99)); // another document with the same id
        assertEquals(1, taken(20));
        assertEquals(0, taken(20));
    }

    @Test
    void whatChangesWithEachSaleIsSavedWithinHalfAnHour() throws IOException {
        till.sold(Document.sale());
        assertEquals(0, taken(400));
        assertEquals(1, taken(50));
    }
}
