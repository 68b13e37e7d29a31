package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TillsTest {
    @Test
    void tillsDrivenByHandDeliverAllAndCloseTheirDay() {
        try (ScriptedOffice office = new ScriptedOffice();
                Tills tills = Tills.boot(Options.of("--url", office.url(), "--terminals", "3", "--first", "9"))) {
            for (int n = 0; n < 10; n++) {
                tills.all().forEach(Till::sell);
            }
            assertTrue(tills.stop());
            assertEquals(30, tills.tally().accepted());
            assertEquals(3, tills.tally().closures());
            assertEquals(0, tills.tally().waiting());
            Set<String> terminals = new TreeSet<>();
            tills.ledger().lines().forEach(line -> terminals.add(line.substring(58, 63)));
            assertEquals(Set.of("T0009", "T0010", "T0011"), terminals);
            assertEquals(30, tills.ledger().lines().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "50"})
    void sellsInOpenAndClosedLoop(String rate) throws InterruptedException {
        try (ScriptedOffice office = new ScriptedOffice();
                Tills tills = Tills.boot(Options.of("--url", office.url(), "--terminals", "2", "--rate", rate))) {
            tills.open();
            while (tills.tally().accepted() < 10) {
                Thread.sleep(10);
            }
            assertTrue(tills.stop());
            assertEquals(tills.tally().made(), tills.tally().accepted());
        }
    }

    @Test
    void undeliveredDocumentsAreStillWaiting() {
        try (ScriptedOffice office = new ScriptedOffice();
                Tills tills = Tills.boot(Options.of("--url", office.url(), "--drain", "0.2", "--close-every", "0"))) {
            office.vanish();
            tills.all().get(0).sell();
            assertFalse(tills.stop());
            assertEquals(1, tills.tally().waiting());
            assertEquals(0, tills.ledger().lines().size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--colour red", "--seed", "--seed x", "--rate -1", "--cancel 1.5", "--terminals 0", "--header x"
            })
    void invalidOptionsAreRejected(String line) {
        String[] arguments = line.contains(" ")
                ? new String[] {line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)}
                : new String[] {line};
        assertThrows(IllegalArgumentException.class, () -> Options.of(arguments));
    }

    @Test
    void latenciesAreAccurateToThreePercent() {
        Tally tally = new Tally();
        for (int millis = 1; millis <= 1000; millis++) {
            tally.answered(millis * 1_000_000L);
        }
        assertEquals(500, tally.latencyMillis(0.50), 20);
        assertEquals(990, tally.latencyMillis(0.99), 35);
    }
}
