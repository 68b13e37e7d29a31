package pro.saleflex.office.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private final Sightings sightings = new Sightings();

    @Test
    void marksAreFoundInAPage() {
        Mark first = new Mark(7, 12);
        Mark second = new Mark(200, 1);

        assertEquals(
                List.of(first, second),
                Mark.in("<dd>" + first.cashier() + "</dd>7-12<dt>Cashier</dt><dd>" + second.cashier() + "</dd>"));
    }

    @Test
    void theFirstSightingCounts() {
        sightings.see(new Mark(1, 5), 100);
        sightings.see(new Mark(1, 5), 200);

        assertEquals(Optional.of(100L), sightings.firstOf(new Mark(1, 5)));
    }

    @Test
    void anOvertakenHeartbeatIsSeenWithTheNextOfItsTill() {
        sightings.see(new Mark(1, 5), 100);
        sightings.see(new Mark(1, 9), 300);
        sightings.see(new Mark(2, 8), 200);

        assertEquals(Optional.of(300L), sightings.firstOf(new Mark(1, 6)));
        assertEquals(Optional.empty(), sightings.firstOf(new Mark(1, 10)));
        assertEquals(Optional.empty(), sightings.firstOf(new Mark(3, 1)));
    }
}
