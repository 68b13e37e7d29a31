package pro.saleflex.office.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
        if (!rows("name = ?1", name).isEmpty()) {
            return Optional.empty();
        }
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        em.createNativeQuery("insert into kiosk (name, store_id, token_sha256, created_at)"
                        + " values (?1, cast(?2 as uuid), ?3, ?4)")
                .setParameter(1, name)
                .setParameter(2, storeId == null ? null : storeId.toString())
                .setParameter(3, hash(token))
                .setParameter(4, clock.instant().atOffset(ZoneOffset.UTC))
                .executeUpdate();
        audit.add(actor, "kiosk.create", name, "store " + (storeId == null ? "all" : storeId));
        return Optional.of(token);
    }

    /** Removes a screen, which invalidates its URL and ends its session. */
    public void remove(String actor, String name) {
        em.createNativeQuery("delete from kiosk where name = ?1")
                .setParameter(1, name)
                .executeUpdate();
        audit.add(actor, "kiosk.remove", name, "");
    }

    /** Returns all screens, by name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<KioskView> all() {
        return rows("true");
    }

    /** Returns the screen with this token, or empty. Failures are not counted, since nobody can guess 256 bits. */
    public Optional<UserView> authenticate(String token) {
        Optional<KioskView> kiosk =
                rows("token_sha256 = ?1", (Object) hash(token)).stream().findFirst();
        kiosk.ifPresent(found -> em.createNativeQuery("update kiosk set last_used_at = ?1 where name = ?2")
                .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter(2, found.name())
                .executeUpdate());
        return kiosk.map(Kiosks::user);
    }

    /** Returns the current state of the screen with this principal name; empty if it was removed or is not a screen. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<UserView> current(String principal) {
        return principal.startsWith(PREFIX)
                ? rows("name = ?1", principal.substring(PREFIX.length())).stream()
                        .findFirst()
                        .map(Kiosks::user)
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

    private List<KioskView> rows(String condition, Object... values) {
        Query query =
                em.createNativeQuery("select name, cast(store_id as text), created_at, last_used_at from kiosk where "
                        + condition + " order by name");
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new KioskView(
                        (String) row[0],
                        row[1] == null ? null : UUID.fromString((String) row[1]),
                        utc(row[2]),
                        utc(row[3])))
                .toList();
    }

    private static OffsetDateTime utc(Object timestamp) {
        return timestamp == null ? null : ((Timestamp) timestamp).toInstant().atOffset(ZoneOffset.UTC);
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
