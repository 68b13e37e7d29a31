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

/** User administration: lists, creates and changes users, and resets passwords. Audits every change. */
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

    /** Returns all users, by name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<UserSummary> all() {
        Map<UUID, List<UUID>> stores = UserRows.stores(em);
        return em.createQuery("select u from PortalUser u order by u.name", PortalUser.class)
                .getResultStream()
                .map(user -> user.summary(stores.getOrDefault(user.id, List.of())))
                .toList();
    }

    /** Returns the user with this name, if there is one. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<UserSummary> find(String name) {
        return UserRows.find(em, name)
                .map(user -> user.summary(UserRows.stores(em).getOrDefault(user.id, List.of())));
    }

    /**
     * Creates a user with a generated password, which has to be changed at the first sign-in.
     *
     * @param actor the administrator
     * @return the outcome and, if the user was created, the password
     */
    public NewPassword create(String actor, UserSpec spec) {
        if (!UserSpec.isName(spec.name())) {
            return NewPassword.not(Outcome.BAD_NAME);
        }
        UserRows.serializeCreation(em, "user");
        if (UserRows.find(em, spec.name()).isPresent()) {
            return NewPassword.not(Outcome.TAKEN);
        }
        PortalUser user =
                new PortalUser(spec.name(), spec.role(), clock.instant().atOffset(ZoneOffset.UTC));
        String password = Passwords.generate();
        user.setPassword(passwords.hash(password), true);
        user.allStores = spec.seesAll();
        user.blocked = spec.blocked();
        em.persist(user);
        em.flush();
        UserRows.stores(em, user.id, spec.seesAll() ? Set.of() : spec.stores());
        audit.add(actor, "user.create", spec.name(), described(spec));
        return new NewPassword(Outcome.DONE, password);
    }

    /**
     * Changes a user's role and stores, and blocks or unblocks the user. A different role and a block end the user's
     * sessions.
     *
     * @param actor the administrator, who can neither block nor demote themselves: an administrator must be left
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

    /** Gives a user a generated password, which has to be changed at the next sign-in. Ends the user's sessions. */
    public NewPassword resetPassword(String actor, String name) {
        Optional<PortalUser> user = UserRows.find(em, name);
        if (user.isEmpty()) {
            return NewPassword.not(Outcome.UNKNOWN);
        }
        String password = Passwords.generate();
        user.get().setPassword(passwords.hash(password), true);
        audit.add(actor, "user.password", name, "new password generated");
        return new NewPassword(Outcome.DONE, password);
    }

    private static String described(UserSpec spec) {
        return "role " + spec.role() + ", stores " + (spec.seesAll() ? "all" : spec.stores())
                + (spec.blocked() ? ", blocked" : "");
    }

    /** The outcome of an administrator's request. */
    public enum Outcome {
        /** Done. */
        DONE,
        /** Another user has that name. */
        TAKEN,
        /** The name is not valid, see {@link UserSpec#isName}. */
        BAD_NAME,
        /** There is no such user. */
        UNKNOWN,
        /** Administrators can neither block nor demote themselves. */
        ONESELF
    }

    /**
     * A generated password.
     *
     * @param outcome the outcome of the request
     * @param password to be shown once; null unless done
     */
    public record NewPassword(Outcome outcome, String password) {

        static NewPassword not(Outcome outcome) {
            return new NewPassword(outcome, null);
        }

        @Override
        public String toString() {
            return "NewPassword[" + outcome + "]"; // never the password
        }
    }
}
