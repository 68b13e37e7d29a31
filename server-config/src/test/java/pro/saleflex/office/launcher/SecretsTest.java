package pro.saleflex.office.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path directory;

    @Test
    void missingSecretsAreGeneratedOnceAndStored() throws Trouble {
        Path file = directory.resolve("secrets");

        Secrets first = Secrets.open(file, Map.of());
        Secrets second = Secrets.open(file, Map.of());

        assertTrue(first.generated().containsKey(Secrets.PORTAL));
        assertTrue(second.generated().isEmpty());
        for (String name : first.generated().keySet()) {
            assertEquals(first.get(name), second.get(name), name);
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws Trouble, IOException {
        Path file = directory.resolve("secrets");
        Secrets.open(file, Map.of());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Secrets.open(file, Map.of());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void theEnvironmentWinsAndIsNotStored() throws Trouble, IOException {
        Path file = directory.resolve("secrets");

        Secrets secrets = Secrets.open(file, Map.of(Secrets.PORTAL, "from outside"));

        assertEquals("from outside", secrets.get(Secrets.PORTAL));
        assertFalse(secrets.generated().containsKey(Secrets.PORTAL));
        assertTrue(secrets.given(Secrets.PORTAL));
        assertFalse(secrets.given(Secrets.CONSOLE));
        assertFalse(Files.readString(file).contains("outside"));
    }

    @Test
    void theClusterKeepsItsSuperuserPasswordWhateverTheEnvironmentSays() throws Trouble {
        Path file = directory.resolve("secrets");
        String generated = Secrets.open(file, Map.of()).get(Secrets.SUPERUSER);

        assertEquals(
                generated,
                Secrets.open(file, Map.of(Secrets.SUPERUSER, "other")).get(Secrets.SUPERUSER));
    }

    @Test
    void theDemoTerminalsSecretHas256Bits() throws Trouble {
        String secret = Secrets.open(directory.resolve("secrets"), Map.of()).get(Secrets.DEMO_TERMINAL);

        assertEquals(32, Base64.getUrlDecoder().decode(secret).length);
        assertFalse(secret.contains("="));
    }
}
