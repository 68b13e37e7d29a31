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
 * Screens on the wall. Each signs in by an address with 256 random bits in it, kept only as SHA-256, and sees the board of
 * one store or of all. Removing it ends its session.
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
     * Makes a screen.
     *
     * @param actor the administrator
     * @param name for people, by the rule of users' names
     * @param storeId the store it shows; null: all stores
     * @return the token, never told again; nothing when the name is taken or no name
     */
    public Optional<String> create(String actor, String name, UUID storeId) {
        if (!UserSpec.isName(name)) {
            return Optional.empty();
        }
        UserRows.oneAfterTheOther(em, "kiosk");
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

    /** Removes a screen; its address and its session are worth nothing any more. */
    public void remove(String actor, String name) {
        em.createNativeQuery("delete from kiosk where name = ?1")
                .setParameter(1, name)
                .executeUpdate();
        audit.add(actor, "kiosk.remove", name, "");
    }

    /** All screens, by name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<KioskView> all() {
        return rows("true");
    }

    /** Whose token it is; nothing when it is nobody's. 256 bits cannot be guessed, so failures are not counted. */
    public Optional<UserView> enter(String token) {
        Optional<KioskView> kiosk =
                rows("token_sha256 = ?1", (Object) hash(token)).stream().findFirst();
        kiosk.ifPresent(found -> em.createNativeQuery("update kiosk set last_used_at = ?1 where name = ?2")
                .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter(2, found.name())
                .executeUpdate());
        return kiosk.map(Kiosks::user);
    }

    /** The screen with this principal's name, as it is now; nothing when it was removed, or is no screen. */
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
                (int) kiosk.createdAt().toInstant().toEpochMilli()); // another one of its name is not this one
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
     * A screen on the wall.
     *
     * @param name for people
     * @param storeId the store it shows; null: all stores
     * @param createdAt when it was made
     * @param lastUsedAt when it last signed in; null: never
     */
    public record KioskView(String name, UUID storeId, OffsetDateTime createdAt, OffsetDateTime lastUsedAt) {}
}
