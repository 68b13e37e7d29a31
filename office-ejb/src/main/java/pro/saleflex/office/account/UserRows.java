package pro.saleflex.office.account;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.platform.Sql;

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
        return user.view(user.allStores ? List.of() : stores(em).getOrDefault(user.id, List.of()));
    }

    /** Returns the stores of all users who do not see every store: a handful of rows. */
    static Map<UUID, List<UUID>> stores(EntityManager em) {
        return Sql.query(em, "select user_id, store_id from portal_user_store")
                .groups(row -> row.id("user_id"), row -> row.id("store_id"));
    }

    static void stores(EntityManager em, UUID user, Set<UUID> stores) {
        Sql.query(em, "delete from portal_user_store where user_id = :user")
                .set("user", user)
                .update();
        for (UUID store : stores) {
            Sql.query(
                            em,
                            "insert into portal_user_store (user_id, store_id)"
                                    + " values (:user, :store) on conflict do nothing")
                    .set("user", user)
                    .set("store", store)
                    .update();
        }
    }
}
