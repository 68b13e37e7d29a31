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
 * An authority made for one gate, and the certificates it signs, each made when it is first shown. They are made by the
 * JDK's keytool, in a directory that is gone after {@link #close}.
 */
final class Certificates implements AutoCloseable {
    private static final String AUTHORITY = "authority";
    // Protects nothing: the directory lives as long as the gate.
    private static final char[] PASSWORD = "fakegate".toCharArray();

    private final Path directory;
    private final Path store;
    private final Path pem;
    private final Set<Certificate> made = EnumSet.noneOf(Certificate.class);

    Certificates() {
        try {
            directory = Files.createTempDirectory("fakegate");
            store = directory.resolve("gate.p12");
            pem = directory.resolve("authority.pem");
            keytool(AUTHORITY, "-dname", "CN=Authority of a fake GATE", "-ext", "bc:c", "-startdate", "-1d");
            Files.writeString(pem, pem(all().getCertificate(AUTHORITY).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a caller has to trust, as PEM. */
    Path authority() {
        return pem;
    }

    /** For a server that shows this certificate. */
    synchronized SSLContext context(Certificate shown) {
        try {
            if (made.add(shown)) {
                make(shown);
            }
            String alias = alias(shown);
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setEntry(
                    alias,
                    all().getEntry(alias, new KeyStore.PasswordProtection(PASSWORD)),
                    new KeyStore.PasswordProtection(PASSWORD));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make(Certificate certificate) throws IOException {
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

    private KeyStore all() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD);
        }
        return all;
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
            throw new IOException("interrupted while keytool was running", e);
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
