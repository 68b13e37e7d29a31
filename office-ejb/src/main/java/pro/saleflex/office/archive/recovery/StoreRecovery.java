package pro.saleflex.office.archive.recovery;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.archive.Archives;
import pro.saleflex.office.platform.Sql;

/** Asks for the recovery of a lost store, for screens and the API. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StoreRecovery {
    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    Archives archives;

    @Inject
    AuditTrail audit;

    /** Everything that is known. */
    public RecoveryState state() {
        return new RecoveryState(
                isPossible(),
                Sql.query(em, "select requested_at, ended_at, entries, terminals, fault from store_recovery")
                        .first(row -> new Recovery(
                                row.instant("requested_at"),
                                Optional.ofNullable(row.instant("ended_at")),
                                row.number("entries"),
                                row.integer("terminals"),
                                Optional.ofNullable(row.text("fault")))));
    }

    /** A store that has documents is never replaced; its own archive has nothing to give back. */
    private boolean isPossible() {
        return archives.isOfAnotherStore()
                && Sql.query(em, "select not exists (select from journal_entry) as empty")
                        .single(row -> row.flag("empty"));
    }

    /**
     * Has the next start of the application restore the store from the archive at the set directory.
     *
     * @param actor who asks, for the audit trail
     * @return false: there is no archive of another store, or this one has documents; nothing was changed
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public boolean request(String actor) {
        if (!isPossible()) {
            return false;
        }
        Sql.query(
                        em,
                        "insert into store_recovery (requested_at, requested_by, entries, terminals)"
                                + " values (:now, :actor, 0, 0) on conflict (only_row) do update set"
                                + " requested_at = excluded.requested_at, requested_by = excluded.requested_by,"
                                + " ended_at = null, entries = 0, terminals = 0, fault = null")
                .set("now", clock.instant())
                .set("actor", actor)
                .update();
        audit.add(actor, "store.recover", "", "");
        return true;
    }

    /**
     * Everything that is known.
     *
     * @param possible the set directory holds the archive of another store, and this one has no document
     * @param last the recovery that was asked for last; empty: none was
     */
    public record RecoveryState(boolean possible, Optional<Recovery> last) {}

    /**
     * A recovery.
     *
     * @param requestedAt when it was asked for
     * @param endedAt when it ended; empty: the next start of the application does it
     * @param entries number of entries that were restored
     * @param terminals number of terminals with entries
     * @param fault why it failed, as a sentence; empty: it did not
     */
    public record Recovery(
            Instant requestedAt, Optional<Instant> endedAt, long entries, int terminals, Optional<String> fault) {}
}
