package pro.saleflex.office.fakegate;

import java.util.Random;

/** The current mode, and which calls it affects. */
final class CurrentMode {
    // Seeded, so that every run affects the same calls.
    private final Random random = new Random(1);
    private Mode mode = Mode.well();
    private int remaining;

    synchronized Mode mode() {
        return mode;
    }

    synchronized void mode(Mode newMode) {
        mode = newMode;
        remaining = newMode.next() == null ? Integer.MAX_VALUE : newMode.next();
    }

    /** The mode for this call, counted against {@link Mode#next}: {@link Mode#well} if the call is not affected. */
    synchronized Mode modeFor(String path) {
        if ((mode.on() != null && !path.startsWith(mode.on()))
                || remaining == 0
                || random.nextDouble() >= mode.share()) {
            return Mode.well();
        }
        if (mode.next() != null) {
            remaining--;
        }
        return mode;
    }
}
