package pro.saleflex.office.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import pro.saleflex.office.platform.Sql;

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
        Sql.query(
                        em,
                        "insert into audit_trail (at, actor, action, subject, detail)"
                                + " values (:at, :actor, :action, :subject, :detail)")
                .set("at", clock.instant())
                .set("actor", actor)
                .set("action", action)
                .set("subject", subject)
                .set("detail", detail)
                .update();
    }

    /**
     * Adds an entry that says how many of this action on this subject there are now, within the caller's transaction
     * if there is one.
     *
     * @return that number; no two entries get the same one
     */
    public long addNumbered(String actor, String action, String subject) {
        Sql.query(em, "select cast(pg_advisory_xact_lock(hashtextextended(:subject, 0)) as text) as lock")
                .set("subject", action + " " + subject)
                .single(row -> row.text("lock"));
        long number = 1
                + Sql.query(
                                em,
                                "select count(*) as entries from audit_trail"
                                        + " where action = :action and subject = :subject")
                        .set("action", action)
                        .set("subject", subject)
                        .single(row -> row.number("entries"));
        add(actor, action, subject, "number " + number);
        return number;
    }
}
