package pro.saleflex.office.account;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.schema.SchemaReady;
import pro.saleflex.office.terminal.FailureLimit;

/** The people of the portal and of the administrator's calls. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class PortalUsers {
    private static final String ADMIN = "admin";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Pbkdf2PasswordHash hashing;

    @Inject
    OfficeConfig config;

    @Inject
    Clock clock;

    private FailureLimit<String> failures;

    /** Public for the container. */
    public PortalUsers() {}

    /** Source of the figures: OWASP Password Storage Cheat Sheet, PBKDF2 with HMAC-SHA512. */
    @PostConstruct
    void start() {
        hashing.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations", "210000",
                "Pbkdf2PasswordHash.SaltSizeBytes", "32"));
        failures = new FailureLimit<>(config.failuresLimit());
    }

    /**
     * Is it this user's password? After too many failures in a minute nobody is let in by that name until it is over.
     *
     * @return the user; nothing when name or password is wrong
     */
    public Optional<UserView> authenticate(String name, String password) {
        if (failures.isExceeded(name, clock.instant())) {
            return Optional.empty();
        }
        Optional<UserView> user = user(name)
                .filter(found -> hashing.verify(password.toCharArray(), found.passwordHash))
                .map(found -> new UserView(found.name, found.role));
        if (user.isEmpty()) {
            failures.count(name, clock.instant());
        }
        return user;
    }

    /** Sets the password that the settings name; called by the container when the schema is ready. */
    public void firstAdministrator(@Observes @Priority(50) SchemaReady ready) {
        config.adminPassword().ifPresent(password -> {
            PortalUser admin = user(ADMIN).orElse(null);
            if (admin == null) {
                admin = new PortalUser(ADMIN, Role.ADMIN, clock.instant().atOffset(ZoneOffset.UTC));
                admin.passwordHash = hashing.generate(password.toCharArray());
                em.persist(admin);
            } else if (!hashing.verify(password.toCharArray(), admin.passwordHash)) {
                admin.passwordHash = hashing.generate(password.toCharArray());
            }
        });
    }

    private Optional<PortalUser> user(String name) {
        return em.createQuery("select u from PortalUser u where u.name = :name", PortalUser.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /**
     * A user as others know it.
     *
     * @param name the name
     * @param role what it may do
     */
    public record UserView(String name, Role role) {}
}
