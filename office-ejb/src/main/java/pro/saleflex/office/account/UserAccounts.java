package pro.saleflex.office.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What an administrator does with users; each act is a line of the audit trail. */
@Stateless
public class UserAccounts {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Passwords passwords;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** All users, by name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<UserSummary> all() {
        Map<UUID, Set<UUID>> stores = UserRows.stores(em);
        return em.createQuery("select u from PortalUser u order by u.name", PortalUser.class)
                .getResultStream()
                .map(user -> user.line(stores.getOrDefault(user.id, Set.of())))
                .toList();
    }

    /** The user of this name, if there is one. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<UserSummary> find(String name) {
        return UserRows.find(em, name).map(user -> user.line(UserRows.stores(em).getOrDefault(user.id, Set.of())));
    }

    /**
     * Creates a user with a made-up password, which it has to change at its first sign-in.
     *
     * @param actor the administrator
     * @return what became of it
     */
    public Made create(String actor, UserSpec spec) {
        if (!UserSpec.isName(spec.name())) {
            return Made.not(Outcome.BAD_NAME);
        }
        UserRows.oneAfterTheOther(em, "user");
        if (UserRows.find(em, spec.name()).isPresent()) {
            return Made.not(Outcome.TAKEN);
        }
        PortalUser user =
                new PortalUser(spec.name(), spec.role(), clock.instant().atOffset(ZoneOffset.UTC));
        String password = Passwords.madeUp();
        user.password(passwords.hash(password), true);
        user.allStores = spec.seesAll();
        user.blocked = spec.blocked();
        em.persist(user);
        em.flush();
        UserRows.stores(em, user.id, spec.seesAll() ? Set.of() : spec.stores());
        audit.add(actor, "user.create", spec.name(), described(spec));
        return new Made(Outcome.DONE, password);
    }

    /**
     * Changes role, stores and whether the user is blocked; its sessions are over when it may do less than before.
     *
     * @param actor the administrator, who cannot block itself or take its own role: somebody must be left to do it
     */
    public Outcome change(String actor, UserSpec spec) {
        Optional<PortalUser> found = UserRows.find(em, spec.name());
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (actor.equals(spec.name()) && (spec.role() != Role.ADMIN || spec.blocked())) {
            return Outcome.ONESELF;
        }
        PortalUser user = found.get();
        if (user.role != spec.role() || (spec.blocked() && !user.blocked)) {
            user.generation++;
        }
        user.role = spec.role();
        user.allStores = spec.seesAll();
        user.blocked = spec.blocked();
        UserRows.stores(em, user.id, spec.seesAll() ? Set.of() : spec.stores());
        audit.add(actor, "user.change", spec.name(), described(spec));
        return Outcome.DONE;
    }

    /** Gives a user a made-up password, to be changed at the next sign-in; its sessions are over. */
    public Made resetPassword(String actor, String name) {
        Optional<PortalUser> user = UserRows.find(em, name);
        if (user.isEmpty()) {
            return Made.not(Outcome.UNKNOWN);
        }
        String password = Passwords.madeUp();
        user.get().password(passwords.hash(password), true);
        audit.add(actor, "user.password", name, "made up anew");
        return new Made(Outcome.DONE, password);
    }

    private static String described(UserSpec spec) {
        return "role " + spec.role() + ", stores " + (spec.seesAll() ? "all" : spec.stores())
                + (spec.blocked() ? ", blocked" : "");
    }

    /** What became of an administrator's wish. */
    public enum Outcome {
        /** Done. */
        DONE,
        /** There is a user of that name. */
        TAKEN,
        /** No user can have that name. */
        BAD_NAME,
        /** There is no such user. */
        UNKNOWN,
        /** An administrator cannot block or degrade itself. */
        ONESELF
    }

    /**
     * A password that was made up.
     *
     * @param outcome what became of the wish
     * @param password to be told once; null unless done
     */
    public record Made(Outcome outcome, String password) {

        static Made not(Outcome outcome) {
            return new Made(outcome, null);
        }

        @Override
        public String toString() {
            return "Made[" + outcome + "]"; // never the password
        }
    }
}
