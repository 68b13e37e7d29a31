package pro.saleflex.office.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Payara Server as published, unzipped to {@code OFFICE_HOME/payara}. */
final class PayaraDistribution {
    private static final String TOP = "payara6/";

    private final Path root;

    private PayaraDistribution(Path root) {
        this.root = root;
    }

    /**
     * Unzips the server unless this version is already there. Starts an interrupted unzip again.
     *
     * @throws Trouble if the zip cannot be read or the disk cannot be written
     */
    static PayaraDistribution unzipped(Path zip, OfficeHome home) throws Trouble {
        Path root = home.payara();
        Path marker = root.resolve("unzipped-from");
        try {
            String version = zip.getFileName() + " " + Files.size(zip);
            if (!Files.exists(marker) || !Files.readString(marker).equals(version)) {
                FileTree.delete(root);
                unzip(zip, root);
                Files.writeString(marker, version);
            }
            return new PayaraDistribution(root);
        } catch (IOException e) {
            throw new Trouble("Payara Server could not be unzipped from " + zip + ": " + e.getMessage(), e);
        }
    }

    /** Identifies the version: the zip's name and size. */
    String version() throws IOException {
        return Files.readString(root.resolve("unzipped-from"));
    }

    /** Returns the domain that comes with the server. */
    Path shippedDomain() {
        return root.resolve("glassfish/domains/domain1");
    }

    /** Returns the jar that implements {@code asadmin}. */
    Path asadminJar() {
        return root.resolve("glassfish/lib/client/appserver-cli.jar");
    }

    private static void unzip(Path zip, Path root) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(TOP)) {
                    unzip(file, entry, root);
                }
            }
        }
    }

    private static void unzip(ZipFile file, ZipEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName().substring(TOP.length())).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("an entry points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, target);
        }
    }
}
