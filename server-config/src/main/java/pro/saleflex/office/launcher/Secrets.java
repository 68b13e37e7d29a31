package pro.saleflex.office.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Passwords and keys. One given in the environment is used and not stored; any other is generated once and kept in
 * {@code OFFICE_HOME/secrets}, readable by its owner only, for later starts.
 */
final class Secrets {
    static final String PORTAL = "OFFICE_ADMIN_PASSWORD";
    static final String CONSOLE = "OFFICE_PAYARA_PASSWORD";
    static final String APPLICATION_ROLE = "OFFICE_DB_APP_PASSWORD";
    /** The database cluster is created with it, so it is never taken from the environment. */
    static final String SUPERUSER = "OFFICE_DB_SUPERUSER_PASSWORD";
    /** The secret of terminal POS-002: 256 random bits. */
    static final String DEMO_TERMINAL = "OFFICE_DEMO_SECRET";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int PASSWORD_BYTES = 18;
    private static final int SECRET_BYTES = 32;

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> generated = new LinkedHashMap<>();
    private final Set<String> given = new HashSet<>();

    private Secrets() {}

    /**
     * Reads the stored secrets, and generates and stores missing ones.
     *
     * @throws Trouble if the file cannot be read or written
     */
    static Secrets open(Path file, Map<String, String> environment) throws Trouble {
        try {
            Properties kept = read(file);
            Secrets secrets = new Secrets();
            secrets.resolve(PORTAL, environment, kept, PASSWORD_BYTES);
            secrets.resolve(CONSOLE, environment, kept, PASSWORD_BYTES);
            secrets.resolve(APPLICATION_ROLE, environment, kept, PASSWORD_BYTES);
            secrets.resolve(SUPERUSER, Map.of(), kept, PASSWORD_BYTES);
            secrets.resolve(DEMO_TERMINAL, environment, kept, SECRET_BYTES);
            if (!secrets.generated.isEmpty()) {
                secrets.generated.forEach(kept::setProperty);
                write(file, kept);
            }
            return secrets;
        } catch (IOException e) {
            throw new Trouble("The secrets in " + file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    String get(String name) {
        return values.get(name);
    }

    /** Whether the environment gave it; otherwise it was generated. */
    boolean given(String name) {
        return given.contains(name);
    }

    /** Returns the secrets that this start generated, to be shown this once. */
    Map<String, String> generated() {
        return Map.copyOf(generated);
    }

    /** Takes the secret from the environment or the file, or generates it. */
    private void resolve(String name, Map<String, String> environment, Properties kept, int bytes) {
        String fromEnvironment = environment.get(name);
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            values.put(name, fromEnvironment);
            given.add(name);
        } else if (kept.getProperty(name) != null) {
            values.put(name, kept.getProperty(name));
        } else {
            byte[] random = new byte[bytes];
            new SecureRandom().nextBytes(random);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            values.put(name, secret);
            generated.put(name, secret);
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return kept;
    }

    private static void write(Path file, Properties kept) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            kept.store(
                    writer, "Secrets of this SaleFlex.OFFICE home. Generated at the first start; keep them private.");
        }
    }
}
