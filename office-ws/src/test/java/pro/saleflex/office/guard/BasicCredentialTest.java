package pro.saleflex.office.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialTest {

    private static String header(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "POS-001:secret, POS-001, secret",
        "POS-001:a:b:c, POS-001, a:b:c",
        "POS-001:, POS-001, ''",
        ":secret, '', secret",
        "POS-001, POS-001, ''",
        "kasa\u00e7\u0131:g\u00fcvenli\ud83d\ude00, kasa\u00e7\u0131, g\u00fcvenli\ud83d\ude00",
        "'', '', ''"
    })
    void readsUserAndPassword(String pair, String user, String password) {
        assertEquals(Optional.of(new BasicCredential(user, password)), BasicCredential.of(header(pair)));
    }

    @Test
    void readsTheSchemeInAnyCaseAndWithExtraSpaces() {
        String encoded = header("a:b").substring(6);

        assertEquals(Optional.of(new BasicCredential("a", "b")), BasicCredential.of("basic " + encoded));
        assertEquals(Optional.of(new BasicCredential("a", "b")), BasicCredential.of("BASIC   " + encoded + " "));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Bearer abc", "Basics abc", "Digest username=\"a\""})
    void isEmptyForAnotherScheme(String header) {
        assertEquals(Optional.empty(), BasicCredential.of(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic %%%", "Basic a:b", "Basic YTpi=YTpi", "Basic YTp\u0131"})
    void anUndecodableHeaderYieldsACredentialOfNobody(String header) {
        assertEquals(Optional.of(new BasicCredential("", "")), BasicCredential.of(header));
    }

    @Test
    void doesNotShowThePasswordInLogs() {
        assertFalse(BasicCredential.of(header("POS-001:geheim")).toString().contains("geheim"));
    }
}
