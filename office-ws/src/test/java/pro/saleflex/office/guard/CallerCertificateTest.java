package pro.saleflex.office.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.config.OfficeConfig;

/** The formats in which proxies forward a certificate; the rest is in EnrolmentE2E. */
class CallerCertificateTest {
    /** The SHA-256 of the bytes 0 to 255, which stand for a certificate: its content is not checked. */
    private static final String SHA256 = "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880";

    private static String pem() {
        byte[] der = new byte[256];
        for (int i = 0; i < der.length; i++) {
            der[i] = (byte) i;
        }
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static String base64() {
        return pem().replaceAll("-----[A-Z ]+-----|\n", "");
    }

    @Test
    void readsTheFormatsOfNginxHaproxyApacheAndRfc9440() {
        assertEquals(
                Optional.of(SHA256),
                CallerCertificate.read(
                        URLEncoder.encode(pem(), StandardCharsets.UTF_8).replace("+", "%20")));
        assertEquals(Optional.of(SHA256), CallerCertificate.read(SHA256.toUpperCase(java.util.Locale.ROOT)));
        assertEquals(Optional.of(SHA256), CallerCertificate.read(pem().replace("\n", " ")));
        assertEquals(Optional.of(SHA256), CallerCertificate.read(":" + base64() + ":"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "(null)", "%zz", "CN=till", "-----BEGIN CERTIFICATE-----"})
    void ignoresAHeaderThatIsNotACertificate(String value) {
        assertEquals(Optional.empty(), CallerCertificate.read(value));
    }

    private static CallerCertificate certificate(Map<String, String> settings) {
        CallerCertificate certificate = new CallerCertificate();
        certificate.use(
                new OfficeConfig(key -> Optional.ofNullable(settings.get(key.substring("saleflex.office.".length())))));
        return certificate;
    }

    /** A request that supports only the methods under test and fails at any other. */
    private static HttpServletRequest request(String peer, X509Certificate... chain) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                CallerCertificateTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeader" -> "X-Cert".equals(arguments[0]) ? SHA256 : null;
                    case "getAttribute" -> chain.length == 0 ? null : chain;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void trustsTheHeaderOnlyFromAConfiguredProxy() {
        CallerCertificate configured =
                certificate(Map.of("certificate.header", "X-Cert", "certificate.proxies", "10.0.0.0/30"));

        assertEquals(Optional.of(SHA256), configured.fingerprint(request("10.0.0.2")));
        assertEquals(Optional.empty(), configured.fingerprint(request("10.0.0.9")));
        assertEquals(
                Optional.empty(),
                certificate(Map.of("certificate.header", "X-Cert")).fingerprint(request("10.0.0.2")));
        assertEquals(
                Optional.empty(),
                certificate(Map.of("certificate.proxies", "0.0.0.0/0")).fingerprint(request("10.0.0.2")));
        assertEquals(
                Optional.empty(),
                certificate(Map.of("certificate.header", "X-Other", "certificate.proxies", "10.0.0.2"))
                        .fingerprint(request("10.0.0.2")));
    }

    /** Any certificate will do: one of those that the Java runtime trusts. */
    @Test
    void prefersTheConnectionsOwnCertificateToAnyHeader() throws GeneralSecurityException, IOException {
        File trusted = new File(System.getProperty("java.home"), "lib/security/cacerts");
        KeyStore store = KeyStore.getInstance(trusted, "changeit".toCharArray());
        X509Certificate one =
                (X509Certificate) store.getCertificate(store.aliases().nextElement());
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(one.getEncoded()));

        CallerCertificate configured =
                certificate(Map.of("certificate.header", "X-Cert", "certificate.proxies", "10.0.0.2"));

        assertEquals(Optional.of(expected), configured.fingerprint(request("10.0.0.2", one)));
        assertEquals(Optional.of(expected), certificate(Map.of()).fingerprint(request("192.0.2.1", one)));
    }

    @Test
    void namesTheInvalidSetting() {
        Map<String, String> settings = Map.of("certificate.proxies", "10.0.0.1, everybody");

        String message = assertThrows(IllegalArgumentException.class, () -> certificate(settings))
                .getMessage();
        assertTrue(message.contains("saleflex.office.certificate.proxies"), message);
    }
}
