package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.Till;

@DatabaseTest(settings = "saleflex.office.disk.minimum.megabytes=" + Long.MAX_VALUE)
class FullDiskDbTest {
    @Inject
    Readiness readiness;

    @Inject
    Till till;

    @Test
    void onAFullDiskNothingIsAcceptedAndNothingRejected() {
        assertInstanceOf(IntakeResult.Unavailable.class, till.sell(Document.sale()));
        assertInstanceOf(IntakeResult.Unavailable.class, till.close(Document.closure()));
        assertInstanceOf(IntakeResult.Unavailable.class, till.sell("cannot be identified"));

        assertEquals(List.of(), till.entries());
        assertEquals(0, till.count("rejection"));
        String obstacle = readiness.obstacle().orElseThrow();
        assertTrue(obstacle.contains("disk"), obstacle);
    }
}
