package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final String ONE = "ab".repeat(32);

    @Test
    void isReadAsOpensslPrintsIt() {
        assertEquals(Optional.of(ONE), Fingerprint.of(ONE));
        assertEquals(Optional.of(ONE), Fingerprint.of(ONE.toUpperCase(java.util.Locale.ROOT)));
        assertEquals(Optional.of(ONE), Fingerprint.of("AB:".repeat(31) + "AB"));
        assertEquals(Optional.of(ONE), Fingerprint.of(" " + ONE + "\n"));
        assertEquals(Optional.empty(), Fingerprint.fault("AB:".repeat(31) + "AB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "sha256", "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg"})
    void anInvalidFingerprintIsRejected(String text) {
        assertEquals(Optional.empty(), Fingerprint.of(text));
        assertTrue(Fingerprint.fault(text).orElseThrow().startsWith("certificate_sha256 "));
    }

    @Test
    void anEmptyFingerprintMeansNone() {
        assertEquals(Optional.empty(), Fingerprint.fault(""));
        assertEquals(Optional.empty(), Fingerprint.fault(null));
        assertNull(Fingerprint.bytes(" "));
        assertNull(Fingerprint.text(null));
        assertEquals(ONE, Fingerprint.text(Fingerprint.bytes(ONE)));
    }

    @Test
    void matchesOnlyItself() {
        assertTrue(Fingerprint.matches(ONE, Fingerprint.bytes(ONE)));
        assertFalse(Fingerprint.matches("ac" + ONE.substring(2), Fingerprint.bytes(ONE)));
    }
}
