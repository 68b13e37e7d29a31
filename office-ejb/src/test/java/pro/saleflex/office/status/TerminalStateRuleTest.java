package pro.saleflex.office.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalStateRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));

    private static Instant ago(Double seconds) {
        return seconds == null ? null : NOW.minusMillis(Math.round(seconds * 1000));
    }

    /** Times are in seconds before now. */
    @ParameterizedTest
    @CsvSource({
        // blocked, contact, interval, goodbye, listening, state
        "false,      ,   ,     , 9999, NEVER_SEEN",
        "true ,      ,   ,     , 9999, BLOCKED",
        "true ,     1,  5,     , 9999, BLOCKED",
        "true ,  9999,  5,    9, 9999, BLOCKED",
        "false,     0,  5,     , 9999, ONLINE",
        "false, 6.999,  5,     , 9999, ONLINE",
        "false,     7,  5,     , 9999, LATE",
        "false,21.999,  5,     , 9999, LATE",
        "false,    22,  5,     , 9999, SILENT",
        "false,  9999,  5,     , 9999, SILENT",
        "false,83.999, 60,     , 9999, ONLINE",
        "false,    84, 60,     , 9999, LATE",
        "false,   241, 60,     , 9999, LATE",
        "false,   242, 60,     , 9999, SILENT",
        "false,   1.3,  1,     , 9999, ONLINE",
        "false,   1.4,  1,     , 9999, LATE",
        "false,     6,  1,     , 9999, SILENT",
        // interval unknown: no verdict
        "false,     1,   ,     , 9999, ON_DEMAND",
        "false,  9999,   ,     , 9999, ON_DEMAND",
        // goodbye, and calls after it
        "false,     0,  5,    0, 9999, CLOSED",
        "false,  9999,  5, 9999, 9999, CLOSED",
        "false,   100,   ,  100, 9999, CLOSED",
        "false,    91,  5,  100, 9999, CLOSED",
        "false,     1,  5, 10.5, 9999, CLOSED",
        "false,     1,  5,   12, 9999, ONLINE",
        "false,     1,   ,   12, 9999, ON_DEMAND",
        // our own absence is not the terminal's
        "false,  9999,  5,     ,    0, ONLINE",
        "false,  9999,  5,     ,    7, LATE",
        "false,  9999,  5,     , 21.9, LATE",
        "false,  9999,  5,     ,   22, SILENT",
        // our clock was set back
        "false,    -5,  5,     , 9999, ONLINE"
    })
    void aTerminalIs(
            boolean blocked, Double contact, Integer interval, Double goodbye, Double listening, TerminalState state) {
        TerminalStateRule.Signs signs = new TerminalStateRule.Signs(
                blocked, ago(contact), interval == null ? null : Duration.ofSeconds(interval), ago(goodbye));

        assertEquals(state, TerminalStateRule.of(signs, ago(listening), NOW));
    }

    /** A terminal calls every five seconds, and two seconds after a failed call (see heartbeat.md). */
    @Test
    void oneCallInTwentyLostForWeeksMakesNobodySilent() {
        Random random = new Random(20261122);
        Duration interval = Duration.ofSeconds(5);
        Instant end = NOW.plus(Duration.ofDays(21));
        Instant contact = NOW;
        Instant nextCall = NOW.plus(interval);
        Map<TerminalState, Long> seconds = new EnumMap<>(TerminalState.class);
        for (Instant now = NOW; now.isBefore(end); now = now.plusSeconds(1)) {
            if (!now.isBefore(nextCall)) {
                boolean lost = random.nextInt(20) == 0;
                contact = lost ? contact : now;
                nextCall = now.plusSeconds(lost ? 2 : 5);
            }
            TerminalState state =
                    TerminalStateRule.of(new TerminalStateRule.Signs(false, contact, interval, null), LONG_AGO, now);
            seconds.merge(state, 1L, Long::sum);
        }

        assertEquals(0, seconds.getOrDefault(TerminalState.SILENT, 0L));
        assertTrue(seconds.get(TerminalState.LATE) > 0, "calls were lost: " + seconds);
        assertEquals(
                Duration.ofDays(21).toSeconds(),
                seconds.values().stream().mapToLong(n -> n).sum());
    }
}
