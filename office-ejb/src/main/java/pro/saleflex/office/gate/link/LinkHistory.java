package pro.saleflex.office.gate.link;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** History of the link's states, kept for 400 days. Table: {@code gate_link_state}. */
@Stateless
public class LinkHistory {
    private static final Duration KEPT = Duration.ofDays(400);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /**
     * Records a state if it, or its reason, differs from the latest one.
     *
     * @return whether it was recorded
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean add(LinkState state, String reason) {
        em.createNativeQuery("select count(pg_advisory_xact_lock(cast(cast('gate_link_state' as regclass) as bigint)))")
                .getResultList();
        Optional<StateSince> latest = latest();
        if (latest.filter(last -> last.state() == state && last.reason().equals(reason))
                .isPresent()) {
            return false;
        }
        // The reason may change with each probe of one outage; the start of the state must not.
        boolean sameState = latest.filter(last -> last.state() == state).isPresent();
        Instant now = clock.instant();
        Instant at = sameState ? latest.orElseThrow().at() : now;
        if (sameState) {
            em.createNativeQuery("delete from gate_link_state where id = (select max(id) from gate_link_state)")
                    .executeUpdate();
        }
        em.createNativeQuery("insert into gate_link_state (state, reason, at) values (?1, ?2, ?3)")
                .setParameter(1, state.name())
                .setParameter(2, reason)
                .setParameter(3, at.atOffset(ZoneOffset.UTC))
                .executeUpdate();
        em.createNativeQuery("delete from gate_link_state where at < ?1 and id < (select max(id) from gate_link_state)")
                .setParameter(1, now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .executeUpdate();
        return true;
    }

    /** Returns the state that was recorded last. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<StateSince> latest() {
        return latest(1).stream().findFirst();
    }

    /**
     * Returns the latest states, the current one first.
     *
     * @param limit maximum number
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<StateSince> latest(int limit) {
        List<?> rows = em.createNativeQuery("select state, reason, at from gate_link_state order by id desc limit ?1")
                .setParameter(1, limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new StateSince(
                        LinkState.valueOf((String) row[0]), (String) row[1], ((Timestamp) row[2]).toInstant()))
                .toList();
    }

    /**
     * A state of the link and its start.
     *
     * @param state of the link
     * @param reason why it is not UP; empty if it is
     * @param at start of the state
     */
    public record StateSince(LinkState state, String reason, Instant at) {}
}
