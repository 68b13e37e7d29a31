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
 * Passwords and keys. One that the environment gives is used and not stored; another is made up once and kept in
 * {@code OFFICE_HOME/secrets}, readable by its owner only, for all later starts.
 */
final class Secrets {
    static final String PORTAL = "OFFICE_ADMIN_PASSWORD";
    static final String CONSOLE = "OFFICE_PAYARA_PASSWORD";
    static final String APPLICATION_ROLE = "OFFICE_DB_APP_PASSWORD";
    /** The cluster is made with it, so it is never taken from the environment. */
    static final String SUPERUSER = "OFFICE_DB_SUPERUSER_PASSWORD";
    /** The secret of terminal POS-002: 256 random bits. */
    static final String DEMO_TERMINAL = "OFFICE_DEMO_SECRET";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int PASSWORD_BYTES = 18;
    private static final int SECRET_BYTES = 32;

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> madeUp = new LinkedHashMap<>();
    private final Set<String> given = new HashSet<>();

    private Secrets() {}

    /**
     * Reads what is kept, makes up what is missing and keeps that.
     *
     * @throws Trouble if the file cannot be read or written
     */
    static Secrets open(Path file, Map<String, String> environment) throws Trouble {
        try {
            Properties kept = read(file);
            Secrets secrets = new Secrets();
            secrets.settle(PORTAL, environment, kept, PASSWORD_BYTES);
            secrets.settle(CONSOLE, environment, kept, PASSWORD_BYTES);
            secrets.settle(APPLICATION_ROLE, environment, kept, PASSWORD_BYTES);
            secrets.settle(SUPERUSER, Map.of(), kept, PASSWORD_BYTES);
            secrets.settle(DEMO_TERMINAL, environment, kept, SECRET_BYTES);
            if (!secrets.madeUp.isEmpty()) {
                secrets.madeUp.forEach(kept::setProperty);
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

    /** Did the environment give it? Otherwise nobody chose it. */
    boolean given(String name) {
        return given.contains(name);
    }

    /** Those that this start made up, to be shown this once. */
    Map<String, String> madeUp() {
        return Map.copyOf(madeUp);
    }

    private void settle(String name, Map<String, String> environment, Properties kept, int bytes) {
        String outside = environment.get(name);
        if (outside != null && !outside.isBlank()) {
            values.put(name, outside);
            given.add(name);
        } else if (kept.getProperty(name) != null) {
            values.put(name, kept.getProperty(name));
        } else {
            byte[] random = new byte[bytes];
            new SecureRandom().nextBytes(random);
            String invented = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            values.put(name, invented);
            madeUp.put(name, invented);
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
                    writer, "Secrets of this SaleFlex.OFFICE home. Made up at the first start; keep them to yourself.");
        }
    }
}
