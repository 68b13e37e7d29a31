package pro.saleflex.office.gate.link;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pro.saleflex.office.platform.Sql;

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
        Sql.query(em, "select count(pg_advisory_xact_lock(cast(cast('gate_link_state' as regclass) as bigint)))")
                .list(row -> row);
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
            Sql.query(em, "delete from gate_link_state where id = (select max(id) from gate_link_state)")
                    .update();
        }
        Sql.query(em, "insert into gate_link_state (state, reason, at) values (:state, :reason, :at)")
                .set("state", state)
                .set("reason", reason)
                .set("at", at)
                .update();
        Sql.query(em, "delete from gate_link_state where at < :kept and id < (select max(id) from gate_link_state)")
                .set("kept", now.minus(KEPT))
                .update();
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
        return Sql.query(em, "select state, reason, at from gate_link_state order by id desc limit :limit")
                .set("limit", limit)
                .list(row ->
                        new StateSince(LinkState.valueOf(row.text("state")), row.text("reason"), row.instant("at")));
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
