package pro.saleflex.office.gate.push;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides when an entry is a poison message: GATE neither accepts nor refuses it, so it is parked to let the others
 * pass.
 */
final class PoisonMessageRule {
    private static final int ATTEMPTS = 20;
    private static final Duration TIME = Duration.ofHours(1);

    private PoisonMessageRule() {}

    /**
     * Whether an entry is suspected of being a poison message.
     *
     * @param attempts its failures while the link worked for other entries or for a probe
     * @param since when it first failed like that; null: just now
     */
    static boolean isSuspect(int attempts, Instant since, Instant now) {
        return attempts >= ATTEMPTS && since != null && !now.isBefore(since.plus(TIME));
    }
}
