package pro.saleflex.office.faults.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultOrdersTest {
    @TempDir
    Path directory;

    private FaultOrders orders;
    private Path archive;

    @BeforeEach
    void start() throws IOException {
        orders = new FaultOrders(directory.resolve("orders"));
        archive = Files.createDirectories(directory.resolve("archive"));
        orders.recordFlushes(archive);
    }

    @Test
    void anOrderIsCarriedOutOnce() {
        orders.arm(FaultPoint.SEALING, FaultAction.DELAY, 2, directory);
        FaultOrders.Order order = orders.order().orElseThrow();
        assertEquals(new FaultOrders.Order(FaultPoint.SEALING, FaultAction.DELAY, 2, directory), order);
        assertFalse(orders.carriedOut());

        assertTrue(orders.claim(order));
        assertFalse(orders.claim(order));
        assertTrue(orders.carriedOut());
        assertEquals(Optional.empty(), orders.order());
    }

    @Test
    void theClockIsMovedAndMovedBack() {
        assertEquals(Duration.ZERO, orders.clock());
        orders.moveClock(Duration.ofSeconds(-90));
        assertEquals(Duration.ofSeconds(-90), orders.clock());
    }

    @Test
    void whatWasNotFlushedIsGoneWithThePower() throws IOException {
        Path open = Files.writeString(archive.resolve("open.journal"), "flushed, not flushed");
        orders.flushed(open.toString(), 7);
        Path sealed = Files.writeString(archive.resolve("1-2.segment"), "sealed");
        orders.flushed(sealed + ".partial", 6);
        orders.flushed(archive.toString(), 0);
        Path unnamed = Files.writeString(archive.resolve("3-4.segment"), "sealed");
        orders.flushed(unnamed + ".partial", 6); // its folder was not flushed after that
        Path never = Files.writeString(archive.resolve("never"), "written only");

        orders.losePower(archive, ".segment");

        assertEquals("flushed", Files.readString(open));
        assertEquals("sealed", Files.readString(sealed));
        assertFalse(Files.exists(unnamed));
        assertFalse(Files.exists(never));
    }
}
