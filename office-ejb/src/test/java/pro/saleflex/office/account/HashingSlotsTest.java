package pro.saleflex.office.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HashingSlotsTest {
    private final HashingSlots turns = new HashingSlots();

    private void take(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(turns.take(address), address + " " + i);
        }
    }

    @Test
    void oneAddressLeavesPlacesToOthers() {
        take("192.0.2.1", HashingSlots.OF_ONE_ADDRESS);

        assertFalse(turns.take("192.0.2.1"));
        assertTrue(turns.take("192.0.2.2"));
    }

    @Test
    void thereAreSoManyPlacesAndNoMore() {
        for (int i = 0; i < HashingSlots.PLACES; i++) {
            take("192.0.2." + i, 1);
        }

        assertFalse(turns.take("192.0.2.99"));
        turns.giveBack("192.0.2.0");
        assertTrue(turns.take("192.0.2.99"));
    }

    @Test
    void aPlaceGivenBackIsFreeAgain() {
        take("192.0.2.1", HashingSlots.OF_ONE_ADDRESS);
        turns.giveBack("192.0.2.1");

        assertTrue(turns.take("192.0.2.1"));
        assertFalse(turns.take("192.0.2.1"));
    }
}
