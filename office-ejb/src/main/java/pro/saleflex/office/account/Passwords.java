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
 * Passwords: how they are hashed, made up and judged.
 *
 * <p>Hashing one keeps a processor busy for a fifth of a second, so it has a few threads of its own: tills have the others.
 */
@ApplicationScoped
public class Passwords {
    static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int FEWEST_DIFFERENT = 5;

    /** No letters or digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Pbkdf2PasswordHash hashing;

    private final HashingSlots turns = new HashingSlots();

    private ExecutorService hashers;
    private Set<String> common;
    private String nobodys;

    /** Source of the figures: OWASP Password Storage Cheat Sheet, PBKDF2 with HMAC-SHA512. */
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
        nobodys = hashing.generate(madeUp().toCharArray());
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

    /** A password, or what is as easily guessed, in the form it is kept in. Waits its turn: for who has been let in. */
    public String hash(String password) {
        return inTurn(() -> hashing.generate(password.toCharArray()));
    }

    /** Is it this one? Waits its turn: for who has been let in. */
    boolean fits(String password, String hash) {
        return inTurn(() -> hashing.verify(password.toCharArray(), hash));
    }

    /**
     * A stranger's: is it this one? Takes as long when there is none, so that the time does not tell. Not looked at when
     * too many wait.
     *
     * @param address where the caller is
     */
    public Look look(String password, Optional<String> hash, String address) {
        if (!turns.take(address)) {
            return Look.NONE;
        }
        try {
            boolean fits = fits(password, hash.orElse(nobodys));
            return fits && hash.isPresent() ? Look.FITS : Look.WRONG;
        } finally {
            turns.giveBack(address);
        }
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            return hashers.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a password was hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        }
    }

    /** What a look at a password showed. */
    public enum Look {
        /** It is the right one. */
        FITS,
        /** It is not, or there is none. */
        WRONG,
        /** Nobody looked: too many wait. */
        NONE
    }

    /** A password to be told once: four groups of four, 79 random bits. */
    static String madeUp() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** What is wrong with a password that somebody chose, or nothing. */
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
