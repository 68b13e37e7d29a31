package pro.saleflex.office.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.closure.Gap;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.zone.StoreZone;

class TerminalAlertRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final TerminalRef TILL = new TerminalRef(
            UUID.randomUUID(),
            new StoreRef(UUID.randomUUID(), "O", "S", "A store", StoreZone.UTC, "GBP", LocalTime.MIDNIGHT),
            "POS-1",
            1,
            false,
            true,
            Instant.EPOCH);
    private static final TerminalAlertRules.Limits LIMITS =
            new TerminalAlertRules.Limits(Duration.ofMinutes(10), Duration.ofMinutes(2), 500);

    private static String shown(List<Cause> causes) {
        return causes.stream()
                .map(cause -> cause.key().replace(":" + TILL.id(), "") + " " + cause.severity())
                .sorted()
                .collect(Collectors.joining(" + "));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // a healthy till, and one that reports nothing
                "ONLINE, receipt_printer, ok,      0,   -,       0, 20480, ''",
                "ONLINE, -,               -,       -,   -,       -,     -, ''",
                // devices: needed to sell, not needed to sell, no alert
                "ONLINE, receipt_printer, error,   0,   -,       0,     -, peripheral_error:receipt_printer CRITICAL",
                "ONLINE, payment_device,  error,   0,   -,       0,     -, peripheral_error:payment_device CRITICAL",
                "ONLINE, cash_drawer,     error,   0,   -,       0,     -, peripheral_error:cash_drawer WARNING",
                "ONLINE, scanner,         error,   0,   -,       0,     -, peripheral_error:scanner WARNING",
                "ONLINE, receipt_printer, warning, 0,   -,       0,     -, ''",
                "ONLINE, scale,           absent,  0,   -,       0,     -, ''",
                // documents: the limit itself is still fine
                "ONLINE, -,               -,       3, 600,       -,     -, ''",
                "ONLINE, -,               -,       3, 601,       -,     -, documents_waiting WARNING",
                "ONLINE, -,               -,       3,   -,       -,     -, ''",
                "ONLINE, -,               -,       0, 601,       -,     -, ''",
                // the clock, both ways
                "ONLINE, -,               -,       -,   -,     120,     -, ''",
                "ONLINE, -,               -,       -,   -,     121,     -, clock_skew WARNING",
                "ONLINE, -,               -,       -,   -,    -121,     -, clock_skew WARNING",
                "ONLINE, -,               -,       -,   -,  172800,     -, clock_skew WARNING",
                // its disk
                "ONLINE, -,               -,       -,   -,       -,   500, ''",
                "ONLINE, -,               -,       -,   -,       -,   499, low_disk WARNING",
                // states: the last report of a silent till counts, and the waiting documents of a closed one
                "LATE,   scanner,         error,   1, 900,     999,     1, "
                        + "clock_skew WARNING + documents_waiting WARNING + low_disk WARNING"
                        + " + peripheral_error:scanner WARNING",
                "SILENT, scanner,         error,   1, 900,     999,     1, "
                        + "clock_skew WARNING + documents_waiting WARNING + low_disk WARNING"
                        + " + peripheral_error:scanner WARNING",
                "CLOSED, scanner,         error,   1, 900,     999,     1, documents_waiting WARNING",
                "BLOCKED, scanner,        error,   1, 900,     999,     1, ''",
                "ON_DEMAND, scanner,      error,   1, 900,     999,     1, ''"
            })
    void aReportLeadsToTheseCauses(
            TerminalState state,
            String device,
            String condition,
            Long waiting,
            Long oldestSeconds,
            Long skewSeconds,
            Long disk,
            String causes) {
        TerminalStatus status = status(state, device, condition, waiting, oldestSeconds, skewSeconds, disk, NOW);

        assertEquals(causes, shown(TerminalAlertRules.reported(TILL, status, LIMITS, NOW)));
    }

    private static TerminalStatus status(
            TerminalState state,
            String device,
            String condition,
            Long waiting,
            Long oldestSeconds,
            Long skewSeconds,
            Long disk,
            Instant at) {
        TerminalStatus status = new TerminalStatus();
        status.heartbeat(
                new Heartbeat(
                        skewSeconds == null ? null : at.plusSeconds(skewSeconds),
                        Activity.IDLE,
                        null,
                        null,
                        null,
                        5,
                        null,
                        null,
                        waiting,
                        oldestSeconds,
                        device == null ? null : "[{\"type\":\"" + device + "\",\"state\":\"" + condition + "\"}]",
                        disk == null ? null : "{\"disk_free_mb\":" + disk + "}",
                        null,
                        null,
                        null),
                5,
                at);
        status.state = state;
        return status;
    }

    @ParameterizedTest
    @CsvSource({"SILENT, 0", "CLOSED, 1"})
    void documentsAgeOnAClosedTillButNotOnASilentOne(TerminalState state, int causes) {
        Instant lastReport = NOW.minus(Duration.ofHours(1));
        TerminalStatus status = status(state, null, null, 1L, 5L, null, null, lastReport);

        assertEquals(
                causes, TerminalAlertRules.reported(TILL, status, LIMITS, NOW).size());
    }

    @Test
    void devicesOfOneTypeAreOneCauseWithAllTheirDetails() {
        TerminalStatus status = status(TerminalState.ONLINE, null, null, null, null, null, null, NOW);
        status.peripherals = "[{\"type\":\"scale\",\"state\":\"error\",\"detail\":\"not level\"},"
                + "{\"type\":\"scale\",\"state\":\"error\"}]";

        List<Cause> causes = TerminalAlertRules.reported(TILL, status, LIMITS, NOW);

        assertEquals(1, causes.size());
        assertEquals("not level, error", causes.get(0).parameters().get("detail"));
    }

    private static IncompletePeriod incomplete(long closure, long missing, Gap... gaps) {
        return new IncompletePeriod(TILL.id(), closure, missing, List.of(gaps), NOW, null);
    }

    @Test
    void missingReceiptsAreOneCausePerClosureWithNumbersWhereCertain() {
        List<Cause> causes = TerminalAlertRules.gaps(
                List.of(incomplete(3, 4, new Gap(3, 17, 17), new Gap(3, 20, 22)), incomplete(4, 2)),
                Map.of(TILL.id(), TILL));

        assertEquals("receipt_gap:3 CRITICAL + receipt_gap:4 CRITICAL", shown(causes));
        assertEquals("17, 20-22", causes.get(0).parameters().get("numbers"));
        assertEquals("counted", causes.get(1).parameters().get("wording"));
        assertEquals("2", causes.get(1).parameters().get("number"));
    }
}
