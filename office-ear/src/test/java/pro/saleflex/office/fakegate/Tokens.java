package pro.saleflex.office.fakegate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who may call: the merchant's own tokens, and those handed out for the API key. */
final class Tokens {
    private final Set<String> own;
    private final String apiKey;
    private final Duration lifetime;
    private final Clock clock;
    private final Map<String, Instant> handedOut = new HashMap<>();

    Tokens(Options options, Clock clock) {
        own = Set.copyOf(options.tokens());
        apiKey = options.apiKey();
        lifetime = options.expires();
        this.clock = clock;
    }

    /** A new token, if the key is right. */
    synchronized Optional<String> handOut(String key) {
        if (!apiKey.equals(key)) {
            return Optional.empty();
        }
        String token = UUID.randomUUID().toString();
        handedOut.put(token, clock.instant().plus(lifetime));
        return Optional.of(token);
    }

    long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    /** All tokens handed out so far are not valid any longer. */
    synchronized void expire() {
        handedOut.clear();
    }

    /**
     * Whether a caller with this token is let in.
     *
     * @param token null for a caller without one
     * @param ownOnes whether the merchant's own are good at present
     */
    synchronized boolean valid(String token, boolean ownOnes) {
        if (token == null) {
            return false;
        }
        Instant until = handedOut.get(token);
        return until == null ? ownOnes && own.contains(token) : clock.instant().isBefore(until);
    }
}
