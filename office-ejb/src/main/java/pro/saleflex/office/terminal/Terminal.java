package pro.saleflex.office.terminal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

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

    void secret(String secret) {
        secretSha256 = Secrets.hash(secret);
        secretRevokedAt = null;
    }

    void revoke(OffsetDateTime now) {
        secretRevokedAt = now;
    }

    TerminalView view(Store store) {
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
                createdAt);
    }

    TerminalRef ref(Store store) {
        return new TerminalRef(id, store.ref(), code, number, blocked, mayPull);
    }
}
