package pro.saleflex.office.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * The audit trail: who did what. Append-only, because the application's database role may neither update nor delete.
 */
@Stateless
public class AuditTrail {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /**
     * Adds an entry, within the caller's transaction if there is one.
     *
     * @param actor the portal user's name
     * @param action what was done, such as {@code terminal.rotate}
     * @param subject what it was done to
     * @param detail what changed; never a secret
     */
    public void add(String actor, String action, String subject, String detail) {
        em.createNativeQuery("insert into audit_trail (at, actor, action, subject, detail) values (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
                .setParameter(2, actor)
                .setParameter(3, action)
                .setParameter(4, subject)
                .setParameter(5, detail)
                .executeUpdate();
    }
}
