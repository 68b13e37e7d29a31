package pro.saleflex.office.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Our domain of the application server. It contains nothing that cannot be recreated, so it is recreated whenever the
 * server's version, a script, the EAR or the console's port has changed, or the first start failed. The server runs the
 * set-up from command files while it boots; later starts find everything in place.
 */
final class PayaraDomain {
    static final String NAME = "office";
    static final String APPLICATION = "saleflex-office";

    /** A command of the install script that cannot run before the boot, so the launcher applies it itself. */
    private static final String CREATE_JVM_OPTIONS = "create-jvm-options ";

    /** Likewise. */
    private static final String SET_LOG_ATTRIBUTES = "set-log-attributes ";

    private static final String CONSOLE_PORT =
            "set configs.config.server-config.network-config.network-listeners.network-listener.admin-listener.port=";

    private final Path directory;
    private final PayaraDistribution payara;
    private final Arguments parts;
    private final Properties installed = new Properties();
    private final Properties required = new Properties();

    private PayaraDomain(PayaraDistribution payara, Arguments parts, OfficeHome home) {
        this.directory = home.domains().resolve(NAME);
        this.payara = payara;
        this.parts = parts;
    }

    /**
     * Creates the domain, or reuses the existing one, ready to boot.
     *
     * @throws Trouble if files cannot be read or written
     */
    static PayaraDomain prepared(
            PayaraDistribution payara, Arguments parts, OfficeHome home, Settings settings, Secrets secrets)
            throws Trouble {
        PayaraDomain domain = new PayaraDomain(payara, parts, home);
        try {
            domain.prepare(home, settings, secrets);
            return domain;
        } catch (IOException e) {
            throw new Trouble(
                    "The server's domain in " + domain.directory + " could not be created: " + e.getMessage(), e);
        }
    }

    Path directory() {
        return directory;
    }

    /** Commands to run before the boot; none when the set-up is in place. */
    List<String> commandsBeforeBoot() throws IOException {
        List<String> commands = new ArrayList<>();
        if (needsSetup()) {
            Files.readAllLines(parts.installScript()).stream()
                    .filter(command ->
                            !command.startsWith(CREATE_JVM_OPTIONS) && !command.startsWith(SET_LOG_ATTRIBUTES))
                    .forEach(commands::add);
            commands.addAll(Files.readAllLines(parts.loopbackScript()));
            commands.add(CONSOLE_PORT + required.getProperty("console"));
        }
        return commands;
    }

    /** Commands to run after the boot; none when the application is already deployed and loads during the boot. */
    List<String> commandsAfterBoot() {
        return needsSetup() ? List.of("deploy --name=" + APPLICATION + " \"" + parts.ear() + "\"") : List.of();
    }

    /**
     * Returns the install script's JVM options, for the command line, because a booting server takes no more options.
     */
    List<String> jvmOptions() throws IOException {
        return jvmOptions(Files.readAllLines(parts.installScript()));
    }

    static List<String> jvmOptions(List<String> script) {
        return arguments(script, CREATE_JVM_OPTIONS);
    }

    static List<String> logAttributes(List<String> script) {
        return arguments(script, SET_LOG_ATTRIBUTES);
    }

    private static List<String> arguments(List<String> script, String command) {
        return script.stream()
                .filter(line -> line.startsWith(command))
                .flatMap(line ->
                        Stream.of(line.substring(command.length()).strip().split(":", -1)))
                .toList();
    }

    /** Records that everything is in place, so that the next start has nothing to install. */
    void markInstalled() throws IOException {
        try (Writer writer = Files.newBufferedWriter(marker())) {
            required.store(writer, "What this domain was created from");
        }
    }

    private void prepare(OfficeHome home, Settings settings, Secrets secrets) throws IOException {
        required.setProperty("payara", payara.version());
        required.setProperty("scripts", sha256(parts.installScript()) + sha256(parts.loopbackScript()));
        required.setProperty("ear", sha256(parts.ear()));
        required.setProperty("console", Integer.toString(settings.consolePort()));
        if (Files.exists(marker())) {
            try (Reader reader = Files.newBufferedReader(marker())) {
                installed.load(reader);
            }
        }
        if (needsSetup()) {
            FileTree.delete(directory);
            copyShippedDomain(home);
        }
        Files.copy(parts.driver(), directory.resolve("lib/postgresql.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(parts.listener(), directory.resolve("lib/office-listener.jar"), StandardCopyOption.REPLACE_EXISTING);
        AdminKeyFile.write(directory.resolve("config/admin-keyfile"), secrets.get(Secrets.CONSOLE));
    }

    private void copyShippedDomain(OfficeHome home) throws IOException {
        FileTree.copy(payara.shippedDomain(), directory);
        // Removes the server's own welcome page.
        FileTree.delete(directory.resolve("docroot"));
        Files.createDirectories(directory.resolve("docroot"));
        Path xml = directory.resolve("config/domain.xml");
        // No data grid, no JMS broker, no calls home. The commands for this take effect only after a first boot, which
        // would already have started all of it.
        Files.writeString(
                xml,
                Files.readString(xml)
                        .replace(
                                "<hazelcast-config-specific-configuration>",
                                "<hazelcast-config-specific-configuration enabled=\"false\">")
                        .replaceFirst("<connector-service ", """
                                <jms-service type="DISABLED" default-jms-host="default_JMS_host">
                                    <jms-host name="default_JMS_host" host="localhost" port="7676" lazy-init="false"/>
                                </jms-service>
                                <phone-home-runtime-configuration enabled="false"/>
                                <connector-service \
                                """));
        Files.writeString(
                directory.resolve("config/logging.properties"),
                """

                # The one-command run: rotated, next to the other logs, and not also on the console.
                com.sun.enterprise.server.logging.GFFileHandler.file=%s
                com.sun.enterprise.server.logging.GFFileHandler.rotationLimitInBytes=10000000
                com.sun.enterprise.server.logging.GFFileHandler.maxHistoryFiles=10
                java.util.logging.ConsoleHandler.level=OFF
                %s
                """.formatted(
                        home.payaraLogs().resolve(PayaraServer.LOG).toString().replace("\\", "\\\\"),
                        String.join("\n", logAttributes(Files.readAllLines(parts.installScript())))),
                StandardOpenOption.APPEND);
    }

    private boolean needsSetup() {
        return !installed.equals(required);
    }

    private Path marker() {
        return directory.resolve("installed.properties");
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var content = new java.security.DigestInputStream(Files.newInputStream(file), digest)) {
                content.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
