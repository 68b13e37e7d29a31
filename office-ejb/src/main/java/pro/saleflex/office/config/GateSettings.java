package pro.saleflex.office.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the link to GATE, {@code saleflex.office.gate.*}. Without an address there is no link, and nothing
 * waits for it.
 */
public final class GateSettings {
    private final SettingValues values;

    GateSettings(SettingValues values) {
        this.values = values;
    }

    /** Whether {@link #url()} is set, validly or not. */
    public boolean configured() {
        return values.text("gate.url").isPresent();
    }

    /**
     * {@code saleflex.office.gate.url}: GATE's address without {@code /api/v1}; https, or http to this machine.
     * Default: none, so there is no link.
     */
    public Optional<URI> url() {
        return values.address("gate.url");
    }

    /** {@code saleflex.office.gate.token}: the merchant's token, used as it is. Default: none. */
    public Optional<String> token() {
        return values.text("gate.token");
    }

    /**
     * {@code saleflex.office.gate.api.key}: exchanged for tokens that expire, instead of a fixed token. Default: none.
     */
    public Optional<String> apiKey() {
        return values.text("gate.api.key");
    }

    /**
     * {@code saleflex.office.gate.office.id}: this OFFICE's id in GATE. Default: none; the token exchange and
     * notifications need it.
     */
    public Optional<String> officeId() {
        return values.text("gate.office.id");
    }

    /**
     * {@code saleflex.office.gate.trust.file}: PEM certificates to trust instead of the Java runtime's. Default: none.
     */
    public Optional<Path> trustFile() {
        return values.text("gate.trust.file").map(Path::of);
    }

    /**
     * {@code saleflex.office.gate.certificate.file}: a PKCS#12 file with OFFICE's client certificate, if GATE requires
     * one. Default: none.
     */
    public Optional<Path> certificateFile() {
        return values.text("gate.certificate.file").map(Path::of);
    }

    /** {@code saleflex.office.gate.certificate.password}: the password of that file. Default: empty. */
    public String certificatePassword() {
        return values.text("gate.certificate.password").orElse("");
    }

    /** {@code saleflex.office.gate.proxy}: an HTTP proxy to use, {@code host:port}. Default: none. */
    public Optional<InetSocketAddress> proxy() {
        return values.text("gate.proxy").map(text -> {
            int colon = text.lastIndexOf(':');
            String port = text.substring(colon + 1);
            if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new IllegalArgumentException("Setting " + SettingValues.PREFIX + "gate.proxy must be host:port.");
            }
            return InetSocketAddress.createUnresolved(text.substring(0, colon), Integer.parseInt(port));
        });
    }

    /** {@code saleflex.office.gate.connect.seconds}: timeout for connecting. Default: 5 s. */
    public Duration connectTimeout() {
        return Duration.ofSeconds(values.positive("gate.connect.seconds", 5));
    }

    /** {@code saleflex.office.gate.read.seconds}: timeout for the start of a response. Default: 10 s. */
    public Duration readTimeout() {
        return Duration.ofSeconds(values.positive("gate.read.seconds", 10));
    }

    /** {@code saleflex.office.gate.total.seconds}: timeout for a call as a whole. Default: 15 s. */
    public Duration totalTimeout() {
        return Duration.ofSeconds(values.positive("gate.total.seconds", 15));
    }

    /** {@code saleflex.office.gate.parallel}: number of documents sent to GATE at the same time. Default: 8. */
    public int parallel() {
        return values.positive("gate.parallel", 8);
    }

    /** {@code saleflex.office.gate.gzip}: compress requests. Default: true. */
    public boolean gzip() {
        return values.flag("gate.gzip", true);
    }

    /** {@code saleflex.office.gate.pull.seconds}: interval of asking GATE for changed master data. Default: 900 s. */
    public Duration pullInterval() {
        return Duration.ofSeconds(values.positive("gate.pull.seconds", 900));
    }

    /** {@code saleflex.office.gate.notification.seconds}: interval of asking GATE for notifications. Default: 60 s. */
    public Duration notificationInterval() {
        return Duration.ofSeconds(values.positive("gate.notification.seconds", 60));
    }

    /**
     * {@code saleflex.office.gate.outage.days}: raise an alert if the disks last fewer days without GATE. Default: 7.
     */
    public int outageDays() {
        return values.positive("gate.outage.days", 7);
    }
}
