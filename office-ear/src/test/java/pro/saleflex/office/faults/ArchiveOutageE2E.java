package pro.saleflex.office.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tills sell while the archive's disk and GATE are away, and nothing is missing when they are back. */
@Tag("faults")
class ArchiveOutageE2E {
    private static final long MINUTES = Long.getLong("office.outage.minutes");

    @Test
    void nothingIsMissingAfterTheArchiveWasAway() throws Exception {
        List<OutageMeter.Line> lines;
        FaultTable table;
        try (FaultRun run = new FaultRun("outage", 1)) {
            OutageMeter meter = run.outageMeter();
            table = run.outage(Duration.ofMinutes(MINUTES), meter);
            lines = meter.lines();
        }
        System.out.println(table);
        assertEquals(List.of(), table.findings());

        OutageMeter.Line before = lines.get(0);
        OutageMeter.Line last = lines.stream()
                .filter(line -> !line.available())
                .reduce((first, second) -> second)
                .orElseThrow();
        OutageMeter.Line after = lines.get(lines.size() - 1);
        assertTrue(before.available() && before.single() < last.single(), lines::toString);
        assertTrue(last.single() > 0 && last.waiting() >= last.single(), lines::toString);
        assertTrue(after.available(), lines::toString);
        assertEquals(0, after.single(), lines.toString());
        assertEquals(0, after.waiting(), lines.toString());
    }
}
