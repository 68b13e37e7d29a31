package pro.saleflex.office.terminal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** A terminal's row. */
@Entity
@Table(name = "terminal")
class Terminal {
    @Id
    UUID id;

    UUID storeId;
    String code;
    int number;
    String name;
    boolean blocked;
    boolean mayPull;
    byte[] secretSha256;
    OffsetDateTime secretRevokedAt;
    OffsetDateTime secretUsedAt;
    byte[] previousSecretSha256;
    OffsetDateTime previousValidUntil;
    byte[] certificateSha256;
    String trustedNetworks;
    OffsetDateTime createdAt;

    protected Terminal() {}

    Terminal(Store store, TerminalSpec spec, OffsetDateTime now) {
        id = UUID.randomUUID();
        storeId = store.id;
        code = spec.terminalCode();
        number = spec.number();
        name = spec.name() == null || spec.name().isBlank() ? spec.terminalCode() : spec.name();
        mayPull = true;
        trust(spec.trustedNetworks());
        createdAt = now;
    }

    void trust(List<String> ranges) {
        trustedNetworks = ranges == null || ranges.isEmpty() ? null : String.join(",", ranges);
    }

    /** Makes this the only valid secret. */
    void setSecret(String secret) {
        secretSha256 = Secrets.hash(secret);
        secretRevokedAt = null;
        secretUsedAt = null;
        endPrevious();
    }

    /**
     * Sets a new secret and keeps the one in use valid for a grace period, so that the terminal is not refused
     * meanwhile.
     */
    void rotate(String secret, OffsetDateTime now, Duration grace) {
        byte[] inUse = secretInUse(now);
        setSecret(secret);
        if (inUse != null && !grace.isZero()) {
            previousSecretSha256 = inUse;
            previousValidUntil = now.plus(grace);
        }
    }

    /** Returns the hash of the secret that the terminal calls with; null after a revocation, which is never undone. */
    private byte[] secretInUse(OffsetDateTime now) {
        if (secretRevokedAt != null) {
            return null;
        }
        boolean unused = secretUsedAt == null && previousValidUntil != null && now.isBefore(previousValidUntil);
        return unused ? previousSecretSha256 : secretSha256;
    }

    /** Whether this is the first call with the present secret. */
    boolean isFirstUseOf(String secret) {
        return secretUsedAt == null && Secrets.matches(secret, secretSha256);
    }

    void endPrevious() {
        previousSecretSha256 = null;
        previousValidUntil = null;
    }

    void revoke(OffsetDateTime now) {
        secretRevokedAt = now;
        endPrevious();
    }

    TerminalView view(Store store, OffsetDateTime now) {
        return new TerminalView(
                id,
                store.officeCode,
                store.storeCode,
                code,
                number,
                name,
                blocked,
                mayPull,
                NetworkRanges.split(trustedNetworks),
                secretSha256 != null && secretRevokedAt == null,
                previousValidUntil != null && now.isBefore(previousValidUntil) ? previousValidUntil : null,
                Fingerprint.text(certificateSha256),
                createdAt);
    }

    TerminalRef ref(Store store) {
        return new TerminalRef(id, store.ref(), code, number, blocked, mayPull, createdAt.toInstant());
    }
}
