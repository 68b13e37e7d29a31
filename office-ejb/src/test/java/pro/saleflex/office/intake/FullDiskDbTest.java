package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.House;
import pro.saleflex.office.testing.Till;

class FullDiskDbTest {
    @TempDir
    static Path home;

    @Test
    void withoutRoomOnTheDiskNothingIsTakenAndNothingRejected() {
        try (House house =
                new House(home, Map.of("saleflex.office.disk.minimum.megabytes", String.valueOf(Long.MAX_VALUE)))) {
            Till till = house.till();

            assertInstanceOf(Taken.Unwell.class, till.sell(Document.sale()));
            assertInstanceOf(Taken.Unwell.class, till.close(Document.closure()));
            assertInstanceOf(Taken.Unwell.class, till.sell("cannot be identified"));

            assertEquals(List.of(), till.entries());
            assertEquals(0, till.count("rejection"));
            String obstacle = house.door(Readiness.class).obstacle().orElseThrow();
            assertTrue(obstacle.contains("disk"), obstacle);
        }
    }
}
