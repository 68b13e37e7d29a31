package pro.saleflex.office.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.intake.DiskSpace.FreeSpace;
import pro.saleflex.office.journal.FlagCount;
import pro.saleflex.office.terminal.Refusal;
import pro.saleflex.office.terminal.RefusedCaller;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.zone.StoreZone;

class AlertRulesTest {
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T10:00:00Z");
    private static final StoreRef STORE = new StoreRef(
            new UUID(0, 1), "O", "S", "Corner shop", StoreZone.of("Europe/London"), "GBP", LocalTime.MIDNIGHT);
    private static final TerminalRef TILL =
            new TerminalRef(new UUID(0, 2), STORE, "POS-1", 1, false, true, Instant.EPOCH);

    private static RefusedCaller caller(String store, String terminal, Refusal reason, long minutesAgo) {
        return new RefusedCaller(
                new TerminalCodes("O", store, terminal),
                reason,
                "10.0.0.1",
                NOW.minusDays(1),
                NOW.minusMinutes(minutesAgo),
                7);
    }

    private static List<Finding> refusedCallers(
            List<RefusedCaller> callers, Map<UUID, OffsetDateTime> lastDocument, Map<String, OffsetDateTime> ended) {
        return AlertRules.refusedCallers(callers, List.of(STORE), Map.of(TILL.id(), TILL), lastDocument, ended, NOW);
    }

    /** The last document and the last resolution are given in minutes ago. */
    @ParameterizedTest
    @CsvSource({
        "S, POS-1, SECRET_WRONG, 0, , , secret_wrong",
        "S, POS-1, SECRET_MISSING, 59, , , secret_missing",
        "S, POS-1, SECRET_MISSING, 60, , , ",
        "S, POS-1, SECRET_REVOKED, 1, , , plain",
        "S, POS-1, TERMINAL_REVOKED, 1, , , secret_missing",
        "S, POS-1, TOO_MANY_FAILURES, 1, , , ",
        "S, POS-1, SECRET_WRONG, 5, 6, , secret_wrong",
        "S, POS-1, SECRET_WRONG, 5, 4, , ",
        "S, POS-1, SECRET_WRONG, 5, , 6, secret_wrong",
        "S, POS-1, SECRET_WRONG, 5, , 5, ",
        "S, POS-1, UNKNOWN_TERMINAL, 5, , , ",
        "S, POS-9, UNKNOWN_TERMINAL, 5, , , unknown_terminal",
        "X, POS-1, UNKNOWN_STORE, 5, , , unknown_store"
    })
    void aRefusedCallerIsAnAlertUntilItAuthenticatesOrGivesUp(
            String store, String terminal, Refusal reason, long ago, Long document, Long ended, String wording) {
        List<RefusedCaller> callers = List.of(caller(store, terminal, reason, ago));
        Map<UUID, OffsetDateTime> documents =
                document == null ? Map.of() : Map.of(TILL.id(), NOW.minusMinutes(document));
        Map<String, OffsetDateTime> ends = ended == null
                ? Map.of()
                : Map.of(
                        refusedCallers(callers, Map.of(), Map.of())
                                .get(0)
                                .cause()
                                .key(),
                        NOW.minusMinutes(ended));

        List<Finding> found = refusedCallers(callers, documents, ends);

        assertEquals(
                wording == null ? List.of() : List.of(wording),
                found.stream()
                        .map(each -> each.cause().parameters().getOrDefault(AlertKind.WORDING, "plain"))
                        .toList());
        found.forEach(each -> {
            assertEquals(7, each.times());
            assertEquals(NOW.minusMinutes(ago), each.lastAt());
            assertEquals(
                    reason == Refusal.TERMINAL_REVOKED || each.cause().terminalId() == null
                            ? Severity.WARNING
                            : Severity.CRITICAL,
                    each.cause().severity());
            assertEquals(
                    reason == Refusal.SECRET_REVOKED ? AlertKind.SECRET_REVOKED_USED : AlertKind.CALLER_REFUSED,
                    each.cause().kind());
            assertEquals(store.equals("S") ? STORE.id() : null, each.cause().storeId());
            assertEquals(
                    terminal.equals("POS-1") && store.equals("S") ? TILL.id() : null,
                    each.cause().terminalId());
        });
    }

    @Test
    void manyUnknownCallersAreOneAlert() {
        List<RefusedCaller> ten = IntStream.range(0, 10)
                .mapToObj(i -> caller("S", "X" + i, Refusal.UNKNOWN_TERMINAL, i))
                .toList();
        assertEquals(10, refusedCallers(ten, Map.of(), Map.of()).size());

        List<RefusedCaller> eleven = IntStream.range(0, 11)
                .mapToObj(i -> caller("S", "X" + i, Refusal.UNKNOWN_TERMINAL, i))
                .toList();
        List<Finding> found = refusedCallers(eleven, Map.of(), Map.of());
        assertEquals(1, found.size());
        assertEquals("11", found.get(0).cause().parameters().get("number"));
        assertEquals(NOW, found.get(0).lastAt());
    }

    @Test
    void theCodesOfAStrangerCannotBecomeALinkInAnEmail() {
        Map<String, String> parameters = refusedCallers(
                        List.of(caller("http://evil.example/<b>", "x".repeat(30), Refusal.UNKNOWN_STORE, 1)),
                        Map.of(),
                        Map.of())
                .get(0)
                .cause()
                .parameters();
        assertEquals("http???evil?example??b?", parameters.get("store"));
        assertEquals("x".repeat(24) + "…", parameters.get("terminal"));
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 256, 1024, ",
        "1023, 256, 1024, WARNING",
        "256, 256, 1024, WARNING",
        "255, 256, 1024, CRITICAL",
        "300, 256, 0, ",
        "100, 256, 0, CRITICAL"
    })
    void aDiskRunningFullIsAnAlert(long free, long minimum, long warning, Severity severity) {
        List<Finding> found = AlertRules.disks(List.of(new FreeSpace(Path.of("/data"), free)), minimum, warning, NOW);

        assertEquals(
                severity == null ? List.of() : List.of(severity),
                found.stream().map(each -> each.cause().severity()).toList());
        found.forEach(each -> assertEquals("low_disk:server:/data", each.cause().key()));
    }

    @Test
    void flaggedEntriesAreOneAlertPerTerminal() {
        Map<UUID, FlagCount> counts = new HashMap<>();
        counts.put(TILL.id(), new FlagCount(3, NOW.minusHours(2), NOW.minusHours(1)));
        counts.put(new UUID(0, 9), new FlagCount(1, NOW, NOW)); // a terminal created since the terminals were read

        List<Finding> found = AlertRules.flagged(AlertKind.CONFLICT, counts, Map.of(TILL.id(), TILL));

        assertEquals(1, found.size());
        assertEquals("conflict:" + TILL.id(), found.get(0).cause().key());
        assertEquals("3", found.get(0).cause().parameters().get("number"));
        assertEquals(NOW.minusHours(2), found.get(0).firstAt());
    }

    @Test
    void ignoresCausesThatAreDecidedElsewhere() {
        assertTrue(AlertRules.decides(AlertKind.CONFLICT, "conflict:x"));
        assertTrue(AlertRules.decides(AlertKind.LOW_DISK, "low_disk:server:/data"));
        assertFalse(AlertRules.decides(AlertKind.LOW_DISK, Cause.key(TILL, AlertKind.LOW_DISK)));
        assertFalse(AlertRules.decides(AlertKind.SILENT, "silent:x"));
        assertFalse(AlertRules.decides(AlertKind.CLOCK_SKEW, "clock_skew:x"));
    }

    @Test
    void aConsoleOpenToOthersIsOneAlertWithTheFirstAddress() {
        assertEquals(List.of(), AlertRules.console(List.of(), 4848, NOW));

        List<Finding> found = AlertRules.console(List.of("192.168.1.8", "192.168.1.7"), 4848, NOW);

        assertEquals(1, found.size());
        assertEquals(
                Map.of("address", "192.168.1.7", "port", "4848"),
                found.get(0).cause().parameters());
        assertTrue(
                AlertRules.decides(AlertKind.CONSOLE_OPEN, found.get(0).cause().key()));
    }
}
