package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void everyOptionHasADefault() {
        assertEquals(
                new Options(9100, 9101, List.of("gate-token"), "gate-key", Duration.ofHours(1), false, false, 100, 1),
                Options.of());
        assertEquals(
                new Options(80, 81, List.of("a", "b"), "k", Duration.ofSeconds(5), true, true, 2, 1),
                Options.of("--port 80 --token a --token b --api-key k --expires 5 --lean --tls --page-size 2"
                        .split(" ", -1)));
    }

    @Test
    void aLaterPortOverridesAnEarlierOne() {
        assertEquals(0, Options.of("--port", "0").control());
        assertEquals(7001, Options.of("--port", "0", "--port", "7000").control());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot 1", "--port", "--port x", "--port 65536", "--expires 0", "port 1"})
    void invalidOptionsAreRejectedByName(String arguments) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Options.of(arguments.split(" ", -1)));
        assertTrue(e.getMessage().contains(arguments.split(" ", -1)[0]), e::getMessage);
    }
}
