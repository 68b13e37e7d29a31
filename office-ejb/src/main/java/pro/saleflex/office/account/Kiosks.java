package pro.saleflex.office.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.platform.Sql;

/**
 * Kiosk screens: wall displays that sign in by a URL with a 256-bit random token, stored only as its SHA-256. A screen
 * sees the board of one store or of all stores. Removing it ends its session.
 */
@Stateless
public class Kiosks {
    private static final String PREFIX = "kiosk:";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * Creates a screen.
     *
     * @param actor the administrator
     * @param name for people; must be valid as a user's name, see {@link UserSpec#isName}
     * @param storeId the store it shows; null: all stores
     * @return the token, which is never shown again; empty if the name is taken or invalid
     */
    public Optional<String> create(String actor, String name, UUID storeId) {
        if (!UserSpec.isName(name)) {
            return Optional.empty();
        }
        UserRows.serializeCreation(em, "kiosk");
        if (kiosk("name", name).isPresent()) {
            return Optional.empty();
        }
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Sql.query(
                        em,
                        "insert into kiosk (name, store_id, token_sha256, created_at)"
                                + " values (:name, cast(:store as uuid), :token, :now)")
                .set("name", name)
                .set("store", storeId)
                .set("token", hash(token))
                .set("now", clock.instant())
                .update();
        audit.add(actor, "kiosk.create", name, "store " + (storeId == null ? "all" : storeId));
        return Optional.of(token);
    }

    /** Removes a screen, which invalidates its URL and ends its session. */
    public void remove(String actor, String name) {
        Sql.query(em, "delete from kiosk where name = :name").set("name", name).update();
        audit.add(actor, "kiosk.remove", name, "");
    }

    /** Returns all screens, by name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<KioskView> all() {
        return kiosks("").list(Kiosks::view);
    }

    /** Returns the screen with this token, or empty. Failures are not counted, since nobody can guess 256 bits. */
    public Optional<UserView> authenticate(String token) {
        Optional<KioskView> kiosk = kiosk("token_sha256", hash(token));
        kiosk.ifPresent(found -> Sql.query(em, "update kiosk set last_used_at = :now where name = :name")
                .set("now", clock.instant())
                .set("name", found.name())
                .update());
        return kiosk.map(Kiosks::user);
    }

    /** Returns the current state of the screen with this principal name; empty if it was removed or is not a screen. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<UserView> current(String principal) {
        return principal.startsWith(PREFIX)
                ? kiosk("name", principal.substring(PREFIX.length())).map(Kiosks::user)
                : Optional.empty();
    }

    private static UserView user(KioskView kiosk) {
        return new UserView(
                PREFIX + kiosk.name(),
                Role.KIOSK,
                kiosk.storeId() == null,
                kiosk.storeId() == null ? Set.of() : Set.of(kiosk.storeId()),
                false,
                Optional.empty(),
                // A screen created again under the same name must not inherit the old session.
                (int) kiosk.createdAt().toInstant().toEpochMilli());
    }

    private Optional<KioskView> kiosk(String column, Object value) {
        return kiosks(" where " + column + " = :value").set("value", value).first(Kiosks::view);
    }

    private Sql kiosks(String condition) {
        return Sql.query(
                em, "select name, store_id, created_at, last_used_at from kiosk" + condition + " order by name");
    }

    private static KioskView view(Sql.Row row) {
        return new KioskView(row.text("name"), row.id("store_id"), row.utc("created_at"), row.utc("last_used_at"));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * A kiosk screen.
     *
     * @param name for people
     * @param storeId the store it shows; null: all stores
     * @param createdAt when it was created
     * @param lastUsedAt when it last signed in; null: never
     */
    public record KioskView(String name, UUID storeId, OffsetDateTime createdAt, OffsetDateTime lastUsedAt) {}
}
