package pro.saleflex.office.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is lost, doubled, out of order or a cent off, whatever breaks. */
class FaultsE2E {
    private static final long MINUTES = Long.getLong("office.faults.minutes");
    private static final long SEED = Long.getLong("office.faults.seed");

    @Test
    void nothingIsLostWhateverBreaks() throws Exception {
        FaultTable table;
        try (FaultRun run = new FaultRun("faults", SEED)) {
            table = run.run(Duration.ofMinutes(MINUTES));
        }
        System.out.println(table);
        assertEquals(List.of(), table.findings());
        assertTrue(table.hits() >= 2, table.toString());
    }
}
