package pro.saleflex.office.gate.push;

import java.time.Duration;
import java.time.Instant;

/** When an entry that GATE never refused, and never took, is put aside so that those behind it pass. */
final class PoisonMessageRule {
    private static final int ATTEMPTS = 20;
    private static final Duration TIME = Duration.ofHours(1);

    private PoisonMessageRule() {}

    /**
     * Is it suspect?
     *
     * @param attempts how often it failed while the link worked for others, or for a probe
     * @param since when it first did so; null: just now
     */
    static boolean isSuspect(int attempts, Instant since, Instant now) {
        return attempts >= ATTEMPTS && since != null && !now.isBefore(since.plus(TIME));
    }
}
