package pro.saleflex.office.account;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Queries and updates of the users' rows and of the stores they see. */
final class UserRows {
    private UserRows() {}

    /** Finds a user by name. Does not query for an invalid name: PostgreSQL, for one, rejects NUL characters. */
    static Optional<PortalUser> find(EntityManager em, String name) {
        if (!UserSpec.isName(name)) {
            return Optional.empty();
        }
        return em.createQuery("select u from PortalUser u where u.name = :name", PortalUser.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /**
     * Serializes the creation of rows of one kind by an advisory lock, held until the end of the transaction. Whoever
     * gets the lock sees the names that were created before, so two callers never race for a unique key.
     */
    static void serializeCreation(EntityManager em, String kind) {
        em.createNativeQuery("select count(pg_advisory_xact_lock(hashtextextended(?1, 0)))")
                .setParameter(1, "create " + kind)
                .getSingleResult();
    }

    static UserView view(EntityManager em, PortalUser user) {
        return user.view(user.allStores ? Set.of() : stores(em).getOrDefault(user.id, Set.of()));
    }

    /** Returns the stores of all users who do not see every store: a handful of rows. */
    static Map<UUID, Set<UUID>> stores(EntityManager em) {
        List<?> rows = em.createNativeQuery(
                        "select cast(user_id as text), cast(store_id as text) from portal_user_store")
                .getResultList();
        Map<UUID, Set<UUID>> stores = new HashMap<>();
        rows.stream().map(Object[].class::cast).forEach(row -> stores.computeIfAbsent(
                        UUID.fromString((String) row[0]), id -> new HashSet<>())
                .add(UUID.fromString((String) row[1])));
        return stores;
    }

    static void stores(EntityManager em, UUID user, Set<UUID> stores) {
        em.createNativeQuery("delete from portal_user_store where user_id = cast(?1 as uuid)")
                .setParameter(1, user.toString())
                .executeUpdate();
        for (UUID store : stores) {
            em.createNativeQuery("insert into portal_user_store (user_id, store_id)"
                            + " values (cast(?1 as uuid), cast(?2 as uuid)) on conflict do nothing")
                    .setParameter(1, user.toString())
                    .setParameter(2, store.toString())
                    .executeUpdate();
        }
    }
}
