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
import pro.saleflex.office.account.Passwords.Look;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.schema.SchemaReady;

/** The people of the portal and of the administrator's calls: who they are, and what they change themselves. */
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

    private final LoginThrottle slowdown = new LoginThrottle();

    private FailureLimit<String> addresses;

    @PostConstruct
    void start() {
        addresses = new FailureLimit<>(config.signInLimit());
    }

    /**
     * Is it this user's password? After some failures nothing is looked at for growing times, per name and address, so
     * that nobody locks out others by knowing their names; nor for a minute when an address failed too often in any name.
     *
     * @param address where the caller is, as far as that can be trusted
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public SignInResult authenticate(String name, String password, String address) {
        Instant now = clock.instant();
        LoginThrottle.Key key = new LoginThrottle.Key(name, address);
        Duration pause = slowdown.left(key, now);
        Duration addressPause = addresses.left(address, now);
        if (!pause.isZero() || !addressPause.isZero()) {
            return SignInResult.later(pause.compareTo(addressPause) > 0 ? pause : addressPause);
        }
        Optional<PortalUser> user = UserRows.find(em, name);
        Look look = passwords.look(password, user.map(found -> found.passwordHash), address);
        if (look == Look.NONE) {
            return SignInResult.whenOthersAreDone();
        }
        if (look == Look.WRONG || user.orElseThrow().blocked) {
            slowdown.failed(key, now);
            addresses.count(address, now);
            LOG.log(Level.WARNING, "Sign-in as {0} from {1} failed", new Object[] {printable(name), address});
            return SignInResult.wrong();
        }
        slowdown.succeeded(key);
        return SignInResult.of(UserRows.view(em, user.get()));
    }

    /** Notes that a user came to the portal. */
    public void signedIn(String name, String address) {
        UserRows.find(em, name).ifPresent(user -> user.lastSignInAt = now());
        audit.add(name, "portal.sign-in", name, "from " + address);
    }

    /** The user as it is now; nothing when it is gone or blocked. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<UserView> current(String name) {
        return UserRows.find(em, name).filter(user -> !user.blocked).map(user -> UserRows.view(em, user));
    }

    /**
     * A user changes its own password; all its sessions are over, so the portal signs it in anew.
     *
     * @return why not, or nothing when it is done
     */
    public Optional<PasswordFault> changePassword(String name, String before, String after, String address) {
        SignInResult answer = authenticate(name, before, address);
        if (answer.busy()) {
            return Optional.of(PasswordFault.BUSY);
        }
        if (!answer.pause().isZero()) {
            return Optional.of(PasswordFault.LATER);
        }
        if (answer.user().isEmpty()) {
            return Optional.of(PasswordFault.WRONG);
        }
        return choosePassword(name, after);
    }

    /**
     * A user who has just proved who it is chooses another password; all its sessions are over.
     *
     * @return why not, or nothing when it is done
     */
    public Optional<PasswordFault> choosePassword(String name, String after) {
        PortalUser user = UserRows.find(em, name).orElseThrow();
        Optional<PasswordFault> fault = passwords
                .fault(name, after)
                .or(() ->
                        passwords.fits(after, user.passwordHash) ? Optional.of(PasswordFault.SAME) : Optional.empty());
        if (fault.isEmpty()) {
            user.password(passwords.hash(after), false);
            audit.add(name, "user.password", name, "changed by the user");
        }
        return fault;
    }

    /** A user chooses its language. */
    public void language(String name, Locale language) {
        UserRows.find(em, name).ifPresent(user -> user.language = language.toLanguageTag());
    }

    /**
     * Sets the password given in the settings; called by the container when the schema is ready. A generated one is valid
     * for the first sign-in only: it never replaces the one that was chosen then.
     */
    public void firstAdministrator(@Observes @Priority(50) SchemaReady ready) {
        config.adminPassword().ifPresent(password -> {
            Optional<PortalUser> admin = UserRows.find(em, ADMIN);
            boolean generated = config.adminPasswordGenerated();
            if (admin.isEmpty()) {
                PortalUser first = new PortalUser(ADMIN, Role.ADMIN, now());
                first.password(passwords.hash(password), generated);
                em.persist(first);
            } else if (!generated && !passwords.fits(password, admin.get().passwordHash)) {
                admin.get().password(passwords.hash(password), false);
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
