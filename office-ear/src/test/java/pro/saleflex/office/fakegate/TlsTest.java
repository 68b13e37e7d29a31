package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** One test only, because generating a certificate takes half a second. */
class TlsTest {

    private static HttpClient trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "gate", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static Throwable root(Throwable cause) {
        return cause.getCause() == null ? cause : root(cause.getCause());
    }

    @Test
    void presentsAGoodExpiredOrWrongHostCertificate() throws IOException, GeneralSecurityException {
        Path authority;
        try (FakeGate gate = FakeGate.start("--tls")) {
            authority = gate.authority();
            Caller office = new Caller(gate, trusting(authority));
            assertTrue(gate.url().startsWith("https://127.0.0.1:"), gate.url());
            assertEquals(
                    201,
                    office.push(Samples.transaction("transaction-cash-sale", 1)).status());
            assertThrows(SSLHandshakeException.class, () -> new Caller(gate).get("/health/"));

            gate.mode(Mode.wrongCertificate(Certificate.EXPIRED));
            Throwable expired = assertThrows(SSLHandshakeException.class, () -> office.get("/health/"));
            assertEquals(CertificateExpiredException.class, root(expired).getClass());

            gate.mode(Mode.wrongCertificate(Certificate.OTHER_HOST));
            Throwable other = assertThrows(SSLHandshakeException.class, () -> office.get("/health/"));
            assertTrue(root(other).getMessage().contains("127.0.0.1"), root(other)::toString);

            gate.mode(Mode.down());
            gate.mode(Mode.well());
            assertEquals(200, office.get("/health/").status());
            assertEquals(1, gate.documents());
        }
        assertFalse(Files.exists(authority.getParent()));
    }
}
