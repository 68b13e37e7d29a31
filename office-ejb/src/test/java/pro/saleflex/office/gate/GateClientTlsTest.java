package pro.saleflex.office.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import pro.saleflex.office.gate.link.GateAnswer;
import pro.saleflex.office.gate.link.GateClient;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.gate.link.GateAnswer.End;
import pro.saleflex.office.gate.link.GateAnswer.NoAnswer;
import pro.saleflex.office.gate.link.GateAnswer.Replied;
import pro.saleflex.office.testing.TestClock;

/** GATE is who it says it is, and so are we: certificates made by the JDK's own keytool. */
class GateClientTlsTest {
    private static final String PASSWORD = "for the tests";

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> settings = new HashMap<>();
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        makeCertificate("gate", "-ext", "san=ip:127.0.0.1");
        makeCertificate("office");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(asksForACertificate());
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        settings.put(
                "saleflex.office.gate.url",
                "https://127.0.0.1:" + server.getAddress().getPort());
        settings.put("saleflex.office.gate.token", "t");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A key with a self-made certificate in NAME.p12, and the certificate in NAME.pem. */
    private void makeCertificate(String name, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12"));
        arguments.addAll(List.of(more));
        keytool(name, arguments);
        keytool(
                name,
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-alias",
                        name,
                        "-file",
                        file(name + ".pem").toString()));
    }

    private void keytool(String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", file(name + ".p12").toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private HttpsConfigurator asksForACertificate() throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(file("gate.p12"))) {
            own.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(file("office.pem"))) {
            trusted.setCertificateEntry(
                    "office",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        };
    }

    private GateAnswer get() {
        return new GateClient(new OfficeConfig(key -> Optional.ofNullable(settings.get(key))), new TestClock())
                .get("/products/updates/");
    }

    @Test
    void gatesCertificateIsCheckedAndOursIsShown() {
        NoAnswer unknown = (NoAnswer) get();
        assertEquals(End.NOT_REACHED, unknown.end(), "nobody trusts a self-made certificate");
        assertTrue(unknown.reason().startsWith("No safe connection to GATE ("), unknown.reason());

        settings.put("saleflex.office.gate.trust.file", file("gate.pem").toString());
        assertTrue(get() instanceof NoAnswer, "GATE wants ours, too");

        settings.put("saleflex.office.gate.certificate.file", file("office.p12").toString());
        settings.put("saleflex.office.gate.certificate.password", PASSWORD);
        assertEquals(204, ((Replied) get()).status());
    }
}
