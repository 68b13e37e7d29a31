package pro.saleflex.office.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingBodiesTest {
    private static final int MAX_BYTES = 10_000;

    private long now;
    private final WaitingBodies bodies = new WaitingBodies(() -> now, MAX_BYTES);
    private final List<Body> cut = new ArrayList<>();

    private Body add(String address) {
        Body body = new Body(address);
        bodies.add(body);
        return body;
    }

    private void pass(Duration time) {
        now += time.toNanos();
        bodies.cutTheSlow();
    }

    @Test
    void cutsOffABodyThatStops() {
        Body body = add("a");
        bodies.arrived(body, 100);
        pass(Duration.ofSeconds(15));
        assertEquals(List.of(), cut);

        pass(Duration.ofSeconds(1));
        assertEquals(List.of(body), cut);
    }

    @Test
    void cutsOffATricklingBodyButNotASlowSteadyOne() {
        Body trickling = add("a");
        Body steady = add("a");
        for (int second = 1; second <= 30; second++) {
            bodies.arrived(trickling, second);
            bodies.arrived(steady, second * 300L);
            pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of(trickling), cut);
    }

    @Test
    void atTheLimitOfAnAddressItsOldestIsCutOff() {
        Body other = add("b");
        Body oldest = add("a");
        for (int i = 1; i < WaitingBodies.MAX_BODIES_PER_ADDRESS; i++) {
            add("a");
        }
        assertEquals(List.of(), cut);

        add("a");
        assertEquals(List.of(oldest), cut);
        bodies.remove(other);
        add("a");
        assertEquals(2, cut.size());
    }

    @Test
    void atTheTotalLimitTheOldestIsCutOff() {
        Body oldest = add("0");
        for (int i = 1; i < WaitingBodies.MAX_BODIES; i++) {
            add(Integer.toString(i));
        }
        assertEquals(List.of(), cut);

        add("another");
        assertEquals(List.of(oldest), cut);
    }

    @Test
    void atTheMemoryLimitTheOldestAreCutOff() {
        Body first = add("a");
        Body second = add("a");
        Body third = add("b");
        bodies.arrived(first, 3_000);
        bodies.arrived(second, 3_000);
        bodies.arrived(third, 4_000);
        assertEquals(List.of(), cut);

        bodies.arrived(third, 6_500);
        assertEquals(List.of(first), cut);
        bodies.arrived(third, 9_000);
        assertEquals(List.of(first, second), cut);
    }

    private final class Body implements WaitingBodies.Waiting {
        private final String address;

        Body(String address) {
            this.address = address;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void cut() {
            cut.add(this);
            bodies.remove(this);
        }
    }
}
