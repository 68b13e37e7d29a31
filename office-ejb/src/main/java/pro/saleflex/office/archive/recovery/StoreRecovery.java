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
        boolean empty = isEmpty();
        Optional<Recovery> last = Sql.query(
                        em, "select requested_at, ended_at, recovered, entries, terminals, fault from store_recovery")
                .first(row -> new Recovery(
                        row.instant("requested_at"),
                        Optional.ofNullable(row.instant("ended_at")),
                        row.flag("recovered"),
                        row.number("entries"),
                        row.integer("terminals"),
                        Optional.ofNullable(row.text("fault"))));
        return new RecoveryState(empty && archives.isOfAnotherStore(), empty, last); // its own has nothing to give back
    }

    /** A store that has documents is never replaced. */
    private boolean isEmpty() {
        return Sql.query(
                        em,
                        "select not exists (select from journal_entry) and not exists (select from rejection) as empty")
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
        if (!state().possible()) {
            return false;
        }
        Sql.query(
                        em,
                        "insert into store_recovery (requested_at, requested_by, recovered, entries, terminals)"
                                + " values (:now, :actor, false, 0, 0) on conflict (only_row) do update set"
                                + " requested_at = excluded.requested_at, requested_by = excluded.requested_by,"
                                + " ended_at = null, recovered = false, entries = 0, terminals = 0, fault = null")
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
     * @param empty this store has no document; otherwise the next start does not replace it, whoever asked for it
     * @param last the recovery that was asked for last; empty: none was
     */
    public record RecoveryState(boolean possible, boolean empty, Optional<Recovery> last) {}

    /**
     * A recovery.
     *
     * @param requestedAt when it was asked for
     * @param endedAt when it ended; empty: the next start of the application does it
     * @param recovered whether the store was restored
     * @param entries number of entries that were restored
     * @param terminals number of terminals with restored entries
     * @param fault why it was not restored, or what of it was not, as sentences; empty: everything was
     */
    public record Recovery(
            Instant requestedAt,
            Optional<Instant> endedAt,
            boolean recovered,
            long entries,
            int terminals,
            Optional<String> fault) {}
}
