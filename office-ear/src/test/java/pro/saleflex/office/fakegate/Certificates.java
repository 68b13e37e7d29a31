package pro.saleflex.office.fakegate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificate authority of one gate, and the certificates it signs, each generated when first used. The JDK's keytool
 * generates them in a directory that {@link #close} deletes.
 */
final class Certificates implements AutoCloseable {
    private static final String AUTHORITY = "authority";
    // Protects nothing: the directory lives as long as the gate.
    private static final char[] PASSWORD = "fakegate".toCharArray();

    private final Path directory;
    private final Path store;
    private final Path pem;
    private final Set<Certificate> generated = EnumSet.noneOf(Certificate.class);

    Certificates() {
        try {
            directory = Files.createTempDirectory("fakegate");
            store = directory.resolve("gate.p12");
            pem = directory.resolve("authority.pem");
            keytool(AUTHORITY, "-dname", "CN=Authority of a fake GATE", "-ext", "bc:c", "-startdate", "-1d");
            Files.writeString(pem, pem(keyStore().getCertificate(AUTHORITY).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PEM file with the authority's certificate, for the caller's trust store. */
    Path authority() {
        return pem;
    }

    /** TLS context of a server that presents this certificate. */
    synchronized SSLContext context(Certificate certificate) {
        try {
            if (generated.add(certificate)) {
                generate(certificate);
            }
            String alias = alias(certificate);
            KeyStore single = KeyStore.getInstance("PKCS12");
            single.load(null, null);
            single.setEntry(
                    alias,
                    keyStore().getEntry(alias, new KeyStore.PasswordProtection(PASSWORD)),
                    new KeyStore.PasswordProtection(PASSWORD));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(single, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void generate(Certificate certificate) throws IOException {
        boolean otherHost = certificate == Certificate.OTHER_HOST;
        boolean expired = certificate == Certificate.EXPIRED;
        keytool(
                alias(certificate),
                "-signer",
                AUTHORITY,
                "-dname",
                otherHost ? "CN=gate.example" : "CN=localhost",
                "-ext",
                otherHost ? "san=dns:gate.example" : "san=ip:127.0.0.1,dns:localhost",
                "-startdate",
                expired ? "-60d" : "-1d",
                "-validity",
                expired ? "30" : "365");
    }

    private static String alias(Certificate certificate) {
        return certificate.name().toLowerCase(Locale.ROOT);
    }

    private KeyStore keyStore() throws IOException, GeneralSecurityException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD);
        }
        return keyStore;
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    private void keytool(String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(more));
        Path log = directory.resolve("keytool.log");
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    @Override
    public void close() {
        try {
            for (String file : List.of("gate.p12", "authority.pem", "keytool.log")) {
                Files.deleteIfExists(directory.resolve(file));
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
