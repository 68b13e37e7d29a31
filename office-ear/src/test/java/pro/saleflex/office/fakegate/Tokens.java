package pro.saleflex.office.fakegate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Valid bearer tokens: the merchant's own, and those issued for the API key. */
final class Tokens {
    private final Set<String> own;
    private final String apiKey;
    private final Duration lifetime;
    private final Clock clock;
    private final Map<String, Instant> issued = new HashMap<>();

    Tokens(Options options, Clock clock) {
        own = Set.copyOf(options.tokens());
        apiKey = options.apiKey();
        lifetime = options.expires();
        this.clock = clock;
    }

    /** Issues a new token; empty if the API key is wrong. */
    synchronized Optional<String> issue(String key) {
        if (!apiKey.equals(key)) {
            return Optional.empty();
        }
        String token = UUID.randomUUID().toString();
        issued.put(token, clock.instant().plus(lifetime));
        return Optional.of(token);
    }

    long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    /** Expires all tokens issued so far. */
    synchronized void expire() {
        issued.clear();
    }

    /**
     * Tells whether a token is valid.
     *
     * @param token null if the caller sent none
     * @param acceptOwn whether the merchant's own tokens are accepted at present
     */
    synchronized boolean valid(String token, boolean acceptOwn) {
        if (token == null) {
            return false;
        }
        Instant until = issued.get(token);
        return until == null
                ? acceptOwn && own.contains(token)
                : clock.instant().isBefore(until);
    }
}
