package pro.saleflex.office.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings of the application: key, type, default and meaning, one method each.
 *
 * <p>Source: MicroProfile Config, so {@code saleflex.office.home} is also the environment variable
 * {@code SALEFLEX_OFFICE_HOME}. A value that cannot be read is an {@link IllegalArgumentException} that names the key.
 */
@ApplicationScoped
public class OfficeConfig {
    private static final String PREFIX = "saleflex.office.";
    private static final Set<String> SEVERITIES = Set.of("INFO", "WARNING", "CRITICAL");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Function<String, Optional<String>> source;

    /** Reads the container's MicroProfile Config. */
    public OfficeConfig() {
        this(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
    }

    /**
     * Reads another source.
     *
     * @param source gives the value of a full key, or nothing
     */
    public OfficeConfig(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** {@code saleflex.office.home}: the directory for keys and files of our own. Default: {@code .office}. */
    public Path home() {
        return Path.of(text("home").orElse(".office")).toAbsolutePath();
    }

    /** {@code saleflex.office.demo}: make the demo store, its terminals and its master data. Default: false. */
    public boolean demo() {
        return text("demo").map(Boolean::parseBoolean).orElse(false);
    }

    /** {@code saleflex.office.demo.secret}: the secret of demo terminal POS-002. Default: none, it then cannot call. */
    public Optional<String> demoSecret() {
        return text("demo.secret");
    }

    /**
     * {@code saleflex.office.admin.password}: the password of portal user {@code admin}. When set, it is that user's
     * password after each start. Default: none, the user keeps the one it has.
     */
    public Optional<String> adminPassword() {
        return text("admin.password");
    }

    /**
     * {@code saleflex.office.admin.password.made.up}: nobody chose that password, so it serves for the first sign-in only
     * and has to be changed there; a chosen one stays. Default: false.
     */
    public boolean adminPasswordMadeUp() {
        return text("admin.password.made.up").map(Boolean::parseBoolean).orElse(false);
    }

    /**
     * {@code saleflex.office.portal.idle}: minutes without a user's own action after which the portal signs out; live
     * refreshes do not count. Default: 30.
     */
    public Duration portalIdle() {
        return Duration.ofMinutes(number("portal.idle", 30));
    }

    /**
     * {@code saleflex.office.watched.directories}: comma separated directories whose disks must have room, such as the
     * database's. Default: the home directory.
     */
    public List<Path> watchedDirectories() {
        return text("watched.directories")
                .map(text -> list(text).stream().map(Path::of).toList())
                .orElseGet(() -> List.of(home()));
    }

    /** {@code saleflex.office.disk.minimum.megabytes}: less free than this answers 503 to tills. Default: 256 MB. */
    public long diskMinimumMegabytes() {
        return number("disk.minimum.megabytes", 256);
    }

    /** {@code saleflex.office.body.limit.bytes}: largest request body after decompression. Default: 5 MB (5,242,880). */
    public int bodyLimitBytes() {
        return (int) number("body.limit.bytes", 5 * 1024 * 1024);
    }

    /** {@code saleflex.office.items.limit}: most documents in one request. Default: 500. */
    public int itemsLimit() {
        return (int) number("items.limit", 500);
    }

    /** {@code saleflex.office.failures.limit}: failed identifications a minute before 429. Default: 10. */
    public int failuresLimit() {
        return (int) number("failures.limit", 10);
    }

    /**
     * {@code saleflex.office.intake.writers}: transactions that write documents at the same time; further requests wait
     * and share the next one. Default: 2.
     */
    public int intakeWriters() {
        return (int) number("intake.writers", 2);
    }

    /** {@code saleflex.office.heartbeat.seconds}: how often terminals are told to send heartbeats. Default: 5. */
    public int heartbeatSeconds() {
        return (int) number("heartbeat.seconds", 5);
    }

    /** {@code saleflex.office.disk.warning.megabytes}: less free than this is an alert. Default: 1024 MB. */
    public long diskWarningMegabytes() {
        return number("disk.warning.megabytes", 1024);
    }

    /**
     * {@code saleflex.office.till.disk.megabytes}: a till that reports less free room on its disk than this is an alert.
     * Default: 500 MB.
     */
    public long tillDiskMegabytes() {
        return number("till.disk.megabytes", 500);
    }

    /** {@code saleflex.office.clock.skew.seconds}: a till's clock further off than this is an alert. Default: 120 s. */
    public Duration clockSkewLimit() {
        return Duration.ofSeconds(number("clock.skew.seconds", 120));
    }

    /**
     * {@code saleflex.office.documents.waiting.minutes}: a document that waits longer than this on a till is an alert.
     * Default: 10 minutes.
     */
    public Duration documentsWaitingLimit() {
        return Duration.ofMinutes(number("documents.waiting.minutes", 10));
    }

    /**
     * {@code saleflex.office.alert.severity}: the least severity that is told by e-mail and webhook: INFO, WARNING or
     * CRITICAL. Default: WARNING.
     */
    public String alertLeastSeverity() {
        String severity = text("alert.severity").orElse("WARNING").toUpperCase(Locale.ROOT);
        if (!SEVERITIES.contains(severity)) {
            throw new IllegalArgumentException(
                    "Setting " + PREFIX + "alert.severity must be one of " + SEVERITIES + ", not: " + severity);
        }
        return severity;
    }

    /**
     * {@code saleflex.office.alert.language}: the language of what is told by e-mail and webhook, such as {@code tr}.
     * Default: en.
     */
    public String alertLanguage() {
        return text("alert.language").orElse("en");
    }

    /**
     * {@code saleflex.office.mail.enabled}: tell alerts by e-mail, over the server's mail session {@code mail/office}.
     * Default: false.
     */
    public boolean mailEnabled() {
        return text("mail.enabled").map(Boolean::parseBoolean).orElse(false);
    }

    /** {@code saleflex.office.mail.from}: the sender of e-mails. Default: none, they then cannot be sent. */
    public Optional<String> mailFrom() {
        return text("mail.from");
    }

    /** {@code saleflex.office.mail.to}: comma separated recipients of e-mails. Default: none, they then cannot be sent. */
    public List<String> mailTo() {
        return text("mail.to").map(OfficeConfig::list).orElse(List.of());
    }

    /** Is {@link #webhookUrl()} set, to whatever? */
    public boolean webhookEnabled() {
        return text("webhook.url").isPresent();
    }

    /**
     * {@code saleflex.office.webhook.url}: alerts are posted there as JSON; https, or http to this machine. Default: none.
     */
    public Optional<URI> webhookUrl() {
        return text("webhook.url").map(value -> {
            try {
                URI address = new URI(value);
                boolean safe = "https".equalsIgnoreCase(address.getScheme())
                        || ("http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.contains(address.getHost()));
                if (safe && address.getHost() != null && address.getUserInfo() == null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("Setting " + PREFIX + "webhook.url is not an address.", e);
            }
            throw new IllegalArgumentException("Setting " + PREFIX
                    + "webhook.url must be an https address, or an http address of this machine, without a user.");
        });
    }

    /** {@code saleflex.office.webhook.secret}: sent to the webhook as a bearer token. Default: none. */
    public Optional<String> webhookSecret() {
        return text("webhook.secret");
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private long number(String key, long otherwise) {
        return text(key)
                .map(value -> {
                    try {
                        return Long.parseLong(value);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(
                                "Setting " + PREFIX + key + " must be a whole number, not: " + value, e);
                    }
                })
                .orElse(otherwise);
    }

    private Optional<String> text(String key) {
        return source.apply(PREFIX + key).map(String::strip).filter(value -> !value.isEmpty());
    }
}
