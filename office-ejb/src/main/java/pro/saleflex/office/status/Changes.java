package pro.saleflex.office.status;

import jakarta.persistence.EntityManager;
import java.util.List;
import pro.saleflex.office.platform.Sql;

/**
 * What changed since a known moment. Changes have their transaction's id as their number, and transactions commit in any
 * order, so a reader continues from the oldest transaction that was running: it misses nothing, and meets again what
 * was committed meanwhile by younger ones.
 *
 * @param <T> what describes a change
 * @param changed each changed terminal once, with its latest change
 * @param next where to continue
 */
public record Changes<T>(List<T> changed, long next) {
    /** In SQL: the number of a change that the running transaction makes. */
    static final String NUMBER = "cast(cast(pg_current_xact_id() as text) as bigint)";

    /**
     * In SQL: the condition on the status {@code c}; 0 is no change. A number that no transaction has had yet is of the
     * database server whose backup was restored here.
     */
    static final String SINCE = "c.changed_no >= greatest(cast(:next as bigint), 1)"
            + " and c.changed_no < cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint)";

    /**
     * Where to continue after a reading that begins after this call: at the oldest running transaction. Younger ones that
     * the reading finds are found again.
     */
    static long next(EntityManager em) {
        return Sql.query(em, "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as next")
                .single(row -> row.number("next"));
    }
}
