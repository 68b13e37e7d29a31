package pro.saleflex.office.account;

import java.util.HashMap;
import java.util.Map;

/**
 * Who waits until a password is looked at: {@value #PLACES} at a time, because each holds a thread that tills need too, and
 * {@value #OF_ONE_ADDRESS} of one address, so that none takes all places.
 */
final class HashingSlots {
    static final int PLACES = 12;
    static final int OF_ONE_ADDRESS = 6;

    private final Map<String, Integer> waiting = new HashMap<>();
    private int taken;

    /** Takes a place, if there is one; it must be given back. */
    synchronized boolean take(String address) {
        int own = waiting.getOrDefault(address, 0);
        if (taken == PLACES || own == OF_ONE_ADDRESS) {
            return false;
        }
        taken++;
        waiting.put(address, own + 1);
        return true;
    }

    synchronized void giveBack(String address) {
        taken--;
        waiting.compute(address, (key, own) -> own == 1 ? null : own - 1);
    }
}
