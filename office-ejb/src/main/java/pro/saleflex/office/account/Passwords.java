package pro.saleflex.office.account;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Hashes, checks, generates and rates passwords.
 *
 * <p>Hashing a password keeps a processor busy for a fifth of a second, so it runs on a few threads of its own and
 * leaves the others to the terminals.
 */
@ApplicationScoped
public class Passwords {
    static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int FEWEST_DIFFERENT = 5;

    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Pbkdf2PasswordHash hashing;

    private final HashingSlots slots = new HashingSlots();

    private ExecutorService hashers;
    private Set<String> common;
    private String dummyHash;

    /**
     * Starts the threads and sets the cost of a hash. Source of the figures: OWASP Password Storage Cheat Sheet, PBKDF2
     * with HMAC-SHA512.
     */
    @PostConstruct
    void start() {
        hashing.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations", "210000",
                "Pbkdf2PasswordHash.SaltSizeBytes", "32"));
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        hashers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "passwords");
            thread.setDaemon(true);
            return thread;
        });
        dummyHash = hashing.generate(generate().toCharArray());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Passwords.class.getResourceAsStream("common-passwords.txt"), StandardCharsets.UTF_8))) {
            common = lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void stop() {
        hashers.shutdownNow();
    }

    /**
     * Returns the hash to store for a password, or for a secret that is as easy to guess. Waits for a thread without
     * limit, so it is for authenticated callers only.
     */
    public String hash(String password) {
        return onHasher(() -> hashing.generate(password.toCharArray()));
    }

    /**
     * Whether the password matches the hash. Waits for a thread without limit, so it is for authenticated callers only.
     */
    boolean matches(String password, String hash) {
        return onHasher(() -> hashing.verify(password.toCharArray(), hash));
    }

    /**
     * Checks a password for a caller who is not authenticated yet. Takes as long without a hash as with one, so that
     * the time does not reveal which users exist. Does not check at all if too many callers are waiting.
     *
     * @param hash the stored hash; empty if there is none
     * @param address the client's address
     */
    public Match check(String password, Optional<String> hash, String address) {
        if (!slots.acquire(address)) {
            return Match.NONE;
        }
        try {
            boolean matches = matches(password, hash.orElse(dummyHash));
            return matches && hash.isPresent() ? Match.RIGHT : Match.WRONG;
        } finally {
            slots.release(address);
        }
    }

    private <T> T onHasher(Callable<T> work) {
        try {
            return hashers.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a password was hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        }
    }

    /** The result of a password check. */
    public enum Match {
        /** The password is right. */
        RIGHT,
        /** The password is wrong, or there is no hash to match. */
        WRONG,
        /** Not checked, because too many callers are waiting. */
        NONE
    }

    /** Generates a password that is shown once: four groups of four characters, 79 random bits. */
    static String generate() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** Returns why a chosen password is rejected, or empty if it is good enough. */
    Optional<PasswordFault> fault(String name, String password) {
        String small = password.toLowerCase(Locale.ROOT);
        if (password.length() < SHORTEST) {
            return Optional.of(PasswordFault.TOO_SHORT);
        }
        if (password.length() > LONGEST) {
            return Optional.of(PasswordFault.TOO_LONG);
        }
        String rest = small.replace(name.toLowerCase(Locale.ROOT), "").replaceAll("[^\\p{L}]", "");
        if (small.contains(name.toLowerCase(Locale.ROOT)) && rest.length() < FEWEST_DIFFERENT) {
            return Optional.of(PasswordFault.LIKE_THE_NAME);
        }
        boolean monotonous = small.chars().distinct().count() < FEWEST_DIFFERENT;
        return monotonous || common.contains(small) || common.contains(small.replaceAll("[^\\p{L}]", ""))
                ? Optional.of(PasswordFault.COMMON)
                : Optional.empty();
    }
}
