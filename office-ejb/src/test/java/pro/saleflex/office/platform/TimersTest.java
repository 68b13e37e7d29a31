package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.platform.Timers.TimerRun;
import pro.saleflex.office.testing.TestClock;

class TimersTest {
    private final TestClock clock = new TestClock();
    private final DatabaseState database = new DatabaseState(clock);
    private final Timers timers = new Timers(database, clock);
    private final List<String> done = new ArrayList<>();

    private TimerRun alertLook() {
        return timers.runs().stream()
                .filter(run -> run.name().equals("alert-look"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTimerThatNeverRanBecomesStale() {
        clock.pass(Duration.ofSeconds(60));
        assertFalse(alertLook().stale(), "three intervals of 10 s plus 30 s");
        clock.pass(Duration.ofMillis(1));
        assertTrue(alertLook().stale());
        assertNull(alertLook().lastRun());
    }

    @Test
    void aTimerThatStoppedIsStaleUntilItRunsAgain() {
        timers.run(TimerJob.ALERT_LOOK, "failed", () -> done.add("look"));
        assertEquals(clock.instant(), alertLook().lastRun());
        clock.pass(Duration.ofSeconds(61));
        assertTrue(alertLook().stale());

        timers.run(TimerJob.ALERT_LOOK, "failed", () -> done.add("look"));
        assertFalse(alertLook().stale());
        assertEquals(2, done.size());
    }

    @Test
    void failuresAreCountedAndNotThrown() {
        for (int i = 0; i < 5; i++) {
            timers.run(TimerJob.ALERT_LOOK, "The test's own failure.", () -> {
                throw new IllegalStateException("of the test");
            });
        }
        assertEquals(5, alertLook().failures());
        assertFalse(alertLook().stale(), "it runs");

        timers.run(TimerJob.ALERT_LOOK, "failed", () -> done.add("look"));
        assertEquals(0, alertLook().failures());
    }

    @Test
    void aRunDuringUndeploymentIsNotAFailure() {
        timers.run(TimerJob.ALERT_LOOK, "The test's own end.", () -> {
            throw new EJBException("Attempt to invoke when container is in STOPPED");
        });
        assertEquals(0, alertLook().failures());
        timers.run(TimerJob.ALERT_LOOK, "The test's own failure.", () -> {
            throw new EJBException("of the test");
        });
        assertEquals(1, alertLook().failures());
    }

    @Test
    void aJobSkippedForLackOfADatabaseCountsAsRun() {
        timers.runOnDatabase(TimerJob.ALERT_LOOK, "failed", () -> done.add("look"));
        assertEquals(List.of(), done, "the database is not prepared");
        assertEquals(clock.instant(), alertLook().lastRun());

        database.markPrepared();
        timers.runOnDatabase(TimerJob.ALERT_LOOK, "failed", () -> done.add("look"));
        assertEquals(List.of("look"), done);
    }
}
