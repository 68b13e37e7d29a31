package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.testing.TestClock;

class DatabaseStateTest {
    private final TestClock clock = new TestClock();
    private final DatabaseState state = new DatabaseState(clock);

    @Test
    void theDatabaseIsNotUsableBeforeItIsPrepared() {
        assertTrue(state.obstacle().orElseThrow().contains("starting"));
        state.markPrepared();
        assertEquals(Optional.empty(), state.obstacle());
    }

    @Test
    void aDatabaseThatHangsIsNotUsable() {
        state.markPrepared();
        state.pingStarted();
        clock.pass(Duration.ofMillis(2_999));
        assertTrue(state.answering());
        clock.pass(Duration.ofMillis(1));
        assertFalse(state.answering());
        assertEquals(Optional.of("The store server's database is not answering."), state.obstacle());

        state.pingEnded(true);
        assertEquals(Optional.empty(), state.obstacle());
    }

    @Test
    void aDatabaseThatFailedIsNotUsableUntilItAnswers() {
        state.markPrepared();
        state.pingStarted();
        state.pingEnded(false);
        assertFalse(state.answering());
        state.pingStarted();
        assertFalse(state.answering());
        state.pingEnded(true);
        assertTrue(state.answering());
    }
}
