package pro.saleflex.office.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MutatorTest {
    private static final String TEXT = "{\"head\":{\"id\":\"x\",\"total\":\"1.50\"},\"lines\":[1,2,3]}";

    @Test
    void theSameSeedGivesTheSameDamage() {
        Mutator one = new Mutator(7);
        Mutator other = new Mutator(7);
        for (int i = 0; i < 1000; i++) {
            assertArrayEquals(one.damaged(TEXT), other.damaged(TEXT));
        }
    }

    @Test
    void nearlyAllDamageIsDistinct() {
        Mutator mutator = new Mutator(7);
        Set<String> damaged = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            damaged.add(new String(mutator.damaged(TEXT), StandardCharsets.ISO_8859_1));
        }
        assertTrue(damaged.size() > 900, () -> "only " + damaged.size() + " different ones");
    }

    @Test
    void anEmptyTextCanBeDamaged() {
        Mutator mutator = new Mutator(7);
        int longest = 0;
        for (int i = 0; i < 1000; i++) {
            longest = Math.max(longest, mutator.damaged("").length);
        }
        assertTrue(longest > 0);
    }
}
