package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void secretsHave256RandomBits() {
        Set<String> made = new HashSet<>();
        byte[] everSet = new byte[32];
        byte[] everClear = new byte[32];
        for (int i = 0; i < 1_000; i++) {
            String secret = Secrets.make();
            byte[] bits = Base64.getUrlDecoder().decode(secret);
            assertEquals(32, bits.length);
            assertTrue(secret.matches("[A-Za-z0-9_-]{43}"), "safe in a URL and a header");
            for (int k = 0; k < 32; k++) {
                everSet[k] |= bits[k];
                everClear[k] |= (byte) ~bits[k];
            }
            made.add(secret);
        }

        assertEquals(1_000, made.size());
        assertEquals("ff".repeat(32), HexFormat.of().formatHex(everSet));
        assertEquals("ff".repeat(32), HexFormat.of().formatHex(everClear));
    }

    @Test
    void storesOnlyTheHash() {
        assertEquals(
                "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
                HexFormat.of().formatHex(Secrets.hash("secret")));

        Terminal terminal = new Terminal();
        terminal.setSecret("secret");
        assertArrayEquals(Secrets.hash("secret"), terminal.secretSha256);
    }

    @Test
    void matchesTheSecretOnly() {
        byte[] hash = Secrets.hash("secret");

        assertTrue(Secrets.matches("secret", hash));
        assertFalse(Secrets.matches("Secret", hash));
        assertFalse(Secrets.matches("secret ", hash));
        assertFalse(Secrets.matches("", hash));
        assertFalse(Secrets.matches("secret", null));
        assertFalse(Secrets.matches("", new byte[0]));
    }
}
