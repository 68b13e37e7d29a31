package pro.saleflex.office.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The application's settings, one method each: key, type, default and meaning.
 *
 * <p>Source: MicroProfile Config, so {@code saleflex.office.home} is also the environment variable
 * {@code SALEFLEX_OFFICE_HOME}. An invalid value throws an {@link IllegalArgumentException} that names the key.
 */
@ApplicationScoped
public class OfficeConfig {
    private static final Set<String> SEVERITIES = Set.of("INFO", "WARNING", "CRITICAL");

    private final SettingValues values;

    /** Reads the container's MicroProfile Config. */
    public OfficeConfig() {
        this(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
    }

    /**
     * Reads another source.
     *
     * @param source returns the value of a full key, or empty
     */
    public OfficeConfig(Function<String, Optional<String>> source) {
        this.values = new SettingValues(source);
    }

    /** Returns the settings of the link to GATE. */
    public GateSettings gate() {
        return new GateSettings(values);
    }

    /** {@code saleflex.office.home}: the directory for the application's keys and files. Default: {@code .office}. */
    public Path home() {
        return Path.of(values.text("home").orElse(".office")).toAbsolutePath();
    }

    /** {@code saleflex.office.demo}: create the demo store, its terminals and its master data. Default: false. */
    public boolean demo() {
        return values.flag("demo", false);
    }

    /** {@code saleflex.office.demo.secret}: the secret of demo terminal POS-002. Default: none, so it cannot call. */
    public Optional<String> demoSecret() {
        return values.text("demo.secret");
    }

    /**
     * {@code saleflex.office.admin.password}: the password of portal user {@code admin}. When set, it is that user's
     * password after each start. Default: none, the user keeps the one it has.
     */
    public Optional<String> adminPassword() {
        return values.text("admin.password");
    }

    /**
     * {@code saleflex.office.admin.password.generated}: the password above was generated, so it is valid for the first
     * sign-in only, must be changed there, and never replaces a chosen one. Also read under its former key
     * {@code saleflex.office.admin.password.made.up}; the new key wins. Default: false.
     */
    public boolean adminPasswordGenerated() {
        return values.flag("admin.password.generated", values.flag("admin.password.made.up", false));
    }

    /**
     * {@code saleflex.office.portal.idle}: minutes without a user's own action after which the portal signs out; live
     * refreshes do not count. Default: 30.
     */
    public Duration portalIdle() {
        return Duration.ofMinutes(values.number("portal.idle", 30));
    }

    /**
     * {@code saleflex.office.archive.directory}: where the archive lies, the second copy of all documents: a directory on
     * another disk or a share. Default: {@code archive} in the home directory, which protects against a damaged database
     * but not against a lost disk.
     */
    public Path archiveDirectory() {
        return values.text("archive.directory")
                .map(Path::of)
                .orElseGet(() -> home().resolve("archive"))
                .toAbsolutePath();
    }

    /**
     * {@code saleflex.office.archive.key.file}: the file with the archive's key, 64 hexadecimal digits, which is created
     * with the archive. Secrets and personal data of the archive's snapshots are encrypted with it: keep a copy of it
     * elsewhere, but not in the archive. Default: {@code archive.key} in the home directory.
     */
    public Path archiveKeyFile() {
        return values.text("archive.key.file")
                .map(Path::of)
                .orElseGet(() -> home().resolve("archive.key"))
                .toAbsolutePath();
    }

    /**
     * {@code saleflex.office.backup.directory}: where backups of the database are written that an administrator asks for
     * in the portal. Default: {@code backups} in the home directory.
     */
    public Path backupDirectory() {
        return values.text("backup.directory")
                .map(Path::of)
                .orElseGet(() -> home().resolve("backups"))
                .toAbsolutePath();
    }

    /**
     * {@code saleflex.office.archive.encrypt}: encrypt the archive's journal entries, too; without the key they are
     * worthless then. Default: false.
     */
    public boolean archiveEncrypt() {
        return values.flag("archive.encrypt", false);
    }

    /**
     * {@code saleflex.office.watched.directories}: comma-separated directories whose disks are checked for free space,
     * such as the database's. Default: the home directory.
     */
    public List<Path> watchedDirectories() {
        return values.text("watched.directories")
                .map(text -> SettingValues.list(text).stream().map(Path::of).toList())
                .orElseGet(() -> List.of(home()));
    }

    /** {@code saleflex.office.disk.minimum.megabytes}: with less free space, terminals get 503. Default: 256 MB. */
    public long diskMinimumMegabytes() {
        return values.number("disk.minimum.megabytes", 256);
    }

    /**
     * {@code saleflex.office.body.limit.bytes}: largest request body after decompression. Default: 5 MB (5,242,880).
     */
    public int bodyLimitBytes() {
        return (int) values.number("body.limit.bytes", 5 * 1024 * 1024);
    }

    /**
     * {@code saleflex.office.import.limit.bytes}: largest body of an import of master data after decompression.
     * Default: 128 MB (134,217,728).
     */
    public int importLimitBytes() {
        return (int) values.number("import.limit.bytes", 128 * 1024 * 1024);
    }

    /** {@code saleflex.office.items.limit}: maximum number of documents in one request. Default: 500. */
    public int itemsLimit() {
        return (int) values.number("items.limit", 500);
    }

    /** {@code saleflex.office.failures.limit}: failed identifications per minute before 429. Default: 10. */
    public int failuresLimit() {
        return (int) values.number("failures.limit", 10);
    }

    /**
     * {@code saleflex.office.limits.terminal.per.second}: requests per second of one terminal before 429. Default: 500.
     */
    public int terminalPerSecond() {
        return limit("limits.terminal.per.second", 500);
    }

    /**
     * {@code saleflex.office.limits.terminal.burst}: requests that a terminal may send at once after a pause. Default:
     * 1000.
     */
    public int terminalBurst() {
        return limit("limits.terminal.burst", 1_000);
    }

    /**
     * {@code saleflex.office.limits.address.per.second}: requests per second from one address before 429. Default:
     * 5000.
     */
    public int addressPerSecond() {
        return limit("limits.address.per.second", 5_000);
    }

    /**
     * {@code saleflex.office.limits.address.burst}: requests that an address may send at once after a pause. Default:
     * 10,000.
     */
    public int addressBurst() {
        return limit("limits.address.burst", 10_000);
    }

    private int limit(String key, int defaultValue) {
        return (int) Math.min(Math.max(values.number(key, defaultValue), 1), 1_000_000);
    }

    /** {@code saleflex.office.signin.limit}: wrong passwords per minute from one address before 429. Default: 20. */
    public int signInLimit() {
        return values.positive("signin.limit", 20);
    }

    /** {@code saleflex.office.enrolment.limit}: enrolment calls per minute from one address before 429. Default: 10. */
    public int enrolmentLimit() {
        return values.positive("enrolment.limit", 10);
    }

    /**
     * {@code saleflex.office.rotation.grace.hours}: how long the former secret stays valid after a rotation, so that
     * the terminal is not refused meanwhile; 0: not at all. Default: 24 hours.
     */
    public Duration rotationGrace() {
        return Duration.ofHours(values.number("rotation.grace.hours", 24));
    }

    /**
     * {@code saleflex.office.public.url}: the address at which terminals reach this server, such as {@code
     * https://office.example.com}, for the QR code of an enrolment. Default: the address in the manager's browser.
     */
    public Optional<URI> publicUrl() {
        return values.origin("public.url");
    }

    /**
     * {@code saleflex.office.certificate.header}: the request header in which a TLS-terminating proxy passes the
     * client's certificate or its SHA-256 fingerprint. Default: none, so such headers are ignored.
     */
    public Optional<String> certificateHeader() {
        return values.text("certificate.header");
    }

    /**
     * {@code saleflex.office.certificate.proxies}: comma-separated address ranges of the proxies whose
     * {@link #certificateHeader()} is trusted. Default: none.
     */
    public List<String> certificateProxies() {
        return values.text("certificate.proxies").map(SettingValues::list).orElse(List.of());
    }

    /**
     * {@code saleflex.office.monitor.addresses}: comma-separated addresses of monitoring systems, which get the details
     * of this server's health, as this machine itself does. Default: none.
     */
    public List<String> monitorAddresses() {
        return values.text("monitor.addresses").map(SettingValues::list).orElse(List.of());
    }

    /**
     * {@code saleflex.office.intake.writers}: number of concurrent transactions that write documents; further requests
     * wait and share the next one (group commit). Default: 2.
     */
    public int intakeWriters() {
        return (int) values.number("intake.writers", 2);
    }

    /** {@code saleflex.office.heartbeat.seconds}: heartbeat interval that terminals are told to keep. Default: 5. */
    public int heartbeatSeconds() {
        return (int) values.number("heartbeat.seconds", 5);
    }

    /**
     * {@code saleflex.office.console.port}: the port of the application server's console; raise an alert if it answers
     * there at any address but the loopback's. Default: 4848; 0: not checked.
     */
    public int consolePort() {
        return Math.toIntExact(values.number("console.port", 4848));
    }

    /** {@code saleflex.office.disk.warning.megabytes}: raise an alert if less space is free. Default: 1024 MB. */
    public long diskWarningMegabytes() {
        return values.number("disk.warning.megabytes", 1024);
    }

    /**
     * {@code saleflex.office.till.disk.megabytes}: raise an alert if a terminal reports less free space on its disk.
     * Default: 500 MB.
     */
    public long tillDiskMegabytes() {
        return values.number("till.disk.megabytes", 500);
    }

    /**
     * {@code saleflex.office.clock.skew.seconds}: raise an alert if a terminal's clock is off by more. Default: 120 s.
     */
    public Duration clockSkewLimit() {
        return Duration.ofSeconds(values.number("clock.skew.seconds", 120));
    }

    /**
     * {@code saleflex.office.documents.waiting.minutes}: raise an alert if a document waits longer on a terminal.
     * Default: 10 minutes.
     */
    public Duration documentsWaitingLimit() {
        return Duration.ofMinutes(values.number("documents.waiting.minutes", 10));
    }

    /**
     * {@code saleflex.office.alert.severity}: the least severity that is sent by e-mail and webhook: INFO, WARNING or
     * CRITICAL. Default: WARNING.
     */
    public String alertLeastSeverity() {
        String severity = values.text("alert.severity").orElse("WARNING").toUpperCase(Locale.ROOT);
        if (!SEVERITIES.contains(severity)) {
            throw new IllegalArgumentException("Setting " + SettingValues.PREFIX + "alert.severity must be one of "
                    + SEVERITIES + ", not: " + severity);
        }
        return severity;
    }

    /**
     * {@code saleflex.office.alert.language}: the language of alerts sent by e-mail and webhook, such as {@code tr}.
     * Default: en.
     */
    public String alertLanguage() {
        return values.text("alert.language").orElse("en");
    }

    /**
     * {@code saleflex.office.mail.enabled}: send alerts by e-mail, over the server's mail session {@code mail/office}.
     * Default: false.
     */
    public boolean mailEnabled() {
        return values.flag("mail.enabled", false);
    }

    /** {@code saleflex.office.mail.from}: the sender of e-mails. Default: none, so they cannot be sent. */
    public Optional<String> mailFrom() {
        return values.text("mail.from");
    }

    /**
     * {@code saleflex.office.mail.to}: comma-separated recipients of e-mails. Default: none, so they cannot be sent.
     */
    public List<String> mailTo() {
        return values.text("mail.to").map(SettingValues::list).orElse(List.of());
    }

    /** Whether {@link #webhookUrl()} is set, validly or not. */
    public boolean webhookEnabled() {
        return values.text("webhook.url").isPresent();
    }

    /**
     * {@code saleflex.office.webhook.url}: alerts are posted there as JSON; https, or http to this machine. Default:
     * none.
     */
    public Optional<URI> webhookUrl() {
        return values.address("webhook.url");
    }

    /** {@code saleflex.office.webhook.secret}: sent to the webhook as a bearer token. Default: none. */
    public Optional<String> webhookSecret() {
        return values.text("webhook.secret");
    }
}
