package pro.saleflex.office.account;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits how many callers wait for a password check (a bulkhead): {@value #SLOTS} in all, because each holds a thread
 * that terminals need too, and {@value #SLOTS_PER_ADDRESS} per address, so that no address occupies every slot.
 */
final class HashingSlots {
    static final int SLOTS = 12;
    static final int SLOTS_PER_ADDRESS = 6;

    private final Map<String, Integer> waiting = new HashMap<>();
    private int taken;

    /** Acquires a slot; returns false if none is free. The caller must release an acquired slot. */
    synchronized boolean acquire(String address) {
        int own = waiting.getOrDefault(address, 0);
        if (taken == SLOTS || own == SLOTS_PER_ADDRESS) {
            return false;
        }
        taken++;
        waiting.put(address, own + 1);
        return true;
    }

    synchronized void release(String address) {
        taken--;
        waiting.compute(address, (key, own) -> own == 1 ? null : own - 1);
    }
}
