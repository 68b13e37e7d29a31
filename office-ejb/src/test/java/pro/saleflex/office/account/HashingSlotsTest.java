package pro.saleflex.office.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HashingSlotsTest {
    private final HashingSlots slots = new HashingSlots();

    private void acquire(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(slots.acquire(address), address + " " + i);
        }
    }

    @Test
    void oneAddressLeavesSlotsToOthers() {
        acquire("192.0.2.1", HashingSlots.SLOTS_PER_ADDRESS);

        assertFalse(slots.acquire("192.0.2.1"));
        assertTrue(slots.acquire("192.0.2.2"));
    }

    @Test
    void onlySoManyCallersWaitAtATime() {
        for (int i = 0; i < HashingSlots.SLOTS; i++) {
            acquire("192.0.2." + i, 1);
        }

        assertFalse(slots.acquire("192.0.2.99"));
        slots.release("192.0.2.0");
        assertTrue(slots.acquire("192.0.2.99"));
    }

    @Test
    void aReleasedSlotIsFreeAgain() {
        acquire("192.0.2.1", HashingSlots.SLOTS_PER_ADDRESS);
        slots.release("192.0.2.1");

        assertTrue(slots.acquire("192.0.2.1"));
        assertFalse(slots.acquire("192.0.2.1"));
    }
}
