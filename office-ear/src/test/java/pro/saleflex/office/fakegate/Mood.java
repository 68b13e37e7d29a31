package pro.saleflex.office.fakegate;

import java.util.Random;

/** The mode that is on, and which calls it hits. */
final class Mood {
    // The same calls are hit in every run.
    private final Random dice = new Random(1);
    private Mode mode = Mode.well();
    private int left;

    synchronized Mode mode() {
        return mode;
    }

    synchronized void mode(Mode now) {
        mode = now;
        left = now.next() == null ? Integer.MAX_VALUE : now.next();
    }

    /** The mode this call meets: the one that is on, if it hits, and otherwise that all is well. */
    synchronized Mode meets(String path) {
        if ((mode.on() != null && !path.startsWith(mode.on())) || left == 0 || dice.nextDouble() >= mode.share()) {
            return Mode.well();
        }
        if (mode.next() != null) {
            left--;
        }
        return mode;
    }
}
