package pro.saleflex.office.account;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import pro.saleflex.office.account.Passwords.Match;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.schema.SchemaReady;

/**
 * Users of the portal and of the administration API: authenticates them, and makes the changes they may make
 * themselves.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class PortalUsers {
    private static final Log LOG = Log.of(PortalUsers.class);
    private static final String ADMIN = "admin";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Passwords passwords;

    @Inject
    OfficeConfig config;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    private final LoginThrottle throttle = new LoginThrottle();

    private FailureLimit<String> addressLimit;

    @PostConstruct
    void start() {
        addressLimit = new FailureLimit<>(config.signInLimit());
    }

    /**
     * Checks a user's password. After some failures no password is checked for increasing times, per name and address,
     * so that nobody can lock others out by knowing their names. An address that failed too often, whatever the names,
     * is locked for the rest of the minute.
     *
     * @param address the client's address, as far as it can be trusted
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public SignInResult authenticate(String name, String password, String address) {
        Instant now = clock.instant();
        LoginThrottle.Key key = new LoginThrottle.Key(name, address);
        Duration pause = throttle.left(key, now);
        Duration addressPause = addressLimit.left(address, now);
        if (!pause.isZero() || !addressPause.isZero()) {
            return SignInResult.throttled(pause.compareTo(addressPause) > 0 ? pause : addressPause);
        }
        Optional<PortalUser> user = UserRows.find(em, name);
        Match check = passwords.check(password, user.map(found -> found.passwordHash), address);
        if (check == Match.NONE) {
            return SignInResult.serverBusy();
        }
        if (check == Match.WRONG || user.orElseThrow().blocked) {
            throttle.failed(key, now);
            addressLimit.count(address, now);
            LOG.log(Level.WARNING, "Sign-in as {0} from {1} failed", new Object[] {printable(name), address});
            return SignInResult.wrong();
        }
        throttle.succeeded(key);
        return SignInResult.of(UserRows.view(em, user.get()));
    }

    /** Records that a user signed in to the portal. */
    public void signedIn(String name, String address) {
        UserRows.find(em, name).ifPresent(user -> user.lastSignInAt = now());
        audit.add(name, "portal.sign-in", name, "from " + address);
    }

    /** Returns the user's current state; empty if the user no longer exists or is blocked. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<UserView> current(String name) {
        return UserRows.find(em, name).filter(user -> !user.blocked).map(user -> UserRows.view(em, user));
    }

    /**
     * Changes a user's own password, given the present one. Ends all the user's sessions, so the portal signs the user
     * in again.
     *
     * @return why the password was not changed; empty if it was
     */
    public Optional<PasswordFault> changePassword(String name, String before, String after, String address) {
        SignInResult result = authenticate(name, before, address);
        if (result.busy()) {
            return Optional.of(PasswordFault.BUSY);
        }
        if (!result.pause().isZero()) {
            return Optional.of(PasswordFault.LATER);
        }
        if (result.user().isEmpty()) {
            return Optional.of(PasswordFault.WRONG);
        }
        return choosePassword(name, after);
    }

    /**
     * Changes the password of a user who has just authenticated. Ends all the user's sessions.
     *
     * @return why the password was not changed; empty if it was
     */
    public Optional<PasswordFault> choosePassword(String name, String after) {
        PortalUser user = UserRows.find(em, name).orElseThrow();
        Optional<PasswordFault> fault = passwords
                .fault(name, after)
                .or(() -> passwords.matches(after, user.passwordHash)
                        ? Optional.of(PasswordFault.SAME)
                        : Optional.empty());
        if (fault.isEmpty()) {
            user.setPassword(passwords.hash(after), false);
            audit.add(name, "user.password", name, "changed by the user");
        }
        return fault;
    }

    /** Sets the language that a user chose. */
    public void setLanguage(String name, Locale language) {
        UserRows.find(em, name).ifPresent(user -> user.language = language.toLanguageTag());
    }

    /**
     * Creates user {@code admin}, or sets its password, from the settings. Called by the container when the schema is
     * ready. A generated password serves for the first sign-in only: it never replaces the one that the user chose
     * then.
     */
    public void ensureAdministrator(@Observes @Priority(50) SchemaReady ready) {
        config.adminPassword().ifPresent(password -> {
            Optional<PortalUser> admin = UserRows.find(em, ADMIN);
            boolean generated = config.adminPasswordGenerated();
            if (admin.isEmpty()) {
                PortalUser first = new PortalUser(ADMIN, Role.ADMIN, now());
                first.setPassword(passwords.hash(password), generated);
                em.persist(first);
            } else if (!generated && !passwords.matches(password, admin.get().passwordHash)) {
                admin.get().setPassword(passwords.hash(password), false);
            }
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String printable(String name) {
        String clean = CardNumbers.maskValue(name).replaceAll("[^\\p{Print}]", "?");
        return clean.length() > 50 ? clean.substring(0, 50) : clean;
    }
}
