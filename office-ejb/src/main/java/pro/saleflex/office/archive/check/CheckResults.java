package pro.saleflex.office.archive.check;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.archive.check.ArchiveChecks.Backup;
import pro.saleflex.office.archive.check.ArchiveChecks.FoundFault;
import pro.saleflex.office.archive.check.ArchiveChecks.Rehearsal;
import pro.saleflex.office.archive.check.ArchiveChecks.Verification;
import pro.saleflex.office.platform.Sql;

/** Records the results of verifications, rehearsals and backups. Its methods are public for the container. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CheckResults {
    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /** How far each terminal's archive has been verified. */
    public Map<UUID, Verified> verified() {
        return sql("select terminal_id, entry_no, chain_hash, reread_upto, verified_at from archive_verified")
                .map(
                        row -> row.id("terminal_id"),
                        row -> new Verified(
                                row.number("entry_no"),
                                row.bytes("chain_hash"),
                                row.number("reread_upto"),
                                row.instant("verified_at")));
    }

    /** Records how far a terminal's archive has been verified. */
    public void verified(UUID terminalId, Verified upto) {
        sql("insert into archive_verified (terminal_id, entry_no, chain_hash, reread_upto, verified_at)"
                        + " select id, :entry, :hash, :reread, :at from terminal where id = :terminal"
                        + " on conflict (terminal_id) do update set entry_no = excluded.entry_no,"
                        + " chain_hash = excluded.chain_hash, reread_upto = excluded.reread_upto,"
                        + " verified_at = excluded.verified_at")
                .set("terminal", terminalId)
                .set("entry", upto.entryNo())
                .set("hash", upto.chainHash())
                .set("reread", upto.rereadUpto())
                .set("at", upto.at())
                .update();
    }

    /** Has the next verification begin with a terminal's first entry. */
    public void forget(UUID terminalId) {
        sql("delete from archive_verified where terminal_id = :terminal")
                .set("terminal", terminalId)
                .update();
    }

    /** Records a verification that has ended, in place of the one before. */
    public void ended(Verification result) {
        sql("insert into archive_verification (complete, started_at, ended_at, terminals, entries, segments, snapshots,"
                        + " faults, complete_at) values (:complete, :started, :ended, :terminals, :entries, :segments,"
                        + " :snapshots, :faults, case when :complete then cast(:ended as timestamptz) end)"
                        + " on conflict (only_row) do update set complete = excluded.complete,"
                        + " started_at = excluded.started_at, ended_at = excluded.ended_at,"
                        + " terminals = excluded.terminals, entries = excluded.entries, segments = excluded.segments,"
                        + " snapshots = excluded.snapshots, faults = excluded.faults,"
                        + " complete_at = coalesce(excluded.complete_at, archive_verification.complete_at)")
                .set("complete", result.complete())
                .set("started", result.startedAt())
                .set("ended", result.endedAt())
                .set("terminals", result.terminals())
                .set("entries", result.entries())
                .set("segments", result.segments())
                .set("snapshots", result.snapshots())
                .set("faults", result.faultCount())
                .update();
        sql("delete from archive_fault").update();
        List<FoundFault> faults = result.faults();
        for (int i = 0; i < faults.size(); i++) {
            sql("insert into archive_fault (position, terminal, file, entry_no, finding)"
                            + " values (:position, :terminal, :file, :entry, :finding)")
                    .set("position", i)
                    .set("terminal", faults.get(i).terminal())
                    .set("file", faults.get(i).file())
                    .set("entry", faults.get(i).entryNo())
                    .set("finding", faults.get(i).finding())
                    .update();
        }
        over(CheckKind.VERIFICATION);
    }

    /** Records a rehearsal that has ended, in place of the one before. */
    public void ended(Rehearsal result) {
        sql("insert into archive_rehearsal (started_at, ended_at, entries, bytes, fault)"
                        + " values (:started, :ended, :entries, :bytes, :fault) on conflict (only_row) do update set"
                        + " started_at = excluded.started_at, ended_at = excluded.ended_at,"
                        + " entries = excluded.entries, bytes = excluded.bytes, fault = excluded.fault")
                .set("started", result.startedAt())
                .set("ended", result.endedAt())
                .set("entries", result.entries())
                .set("bytes", result.bytes())
                .set("fault", result.fault().orElse(null))
                .update();
        over(CheckKind.REHEARSAL);
    }

    /** Records a backup that has ended, in place of the one before. */
    public void ended(Backup result) {
        sql("insert into database_backup (started_at, ended_at, file, bytes, row_count, fault)"
                        + " values (:started, :ended, :file, :bytes, :rows, :fault) on conflict (only_row) do update set"
                        + " started_at = excluded.started_at, ended_at = excluded.ended_at, file = excluded.file,"
                        + " bytes = excluded.bytes, row_count = excluded.row_count, fault = excluded.fault")
                .set("started", result.startedAt())
                .set("ended", result.endedAt())
                .set("file", result.file())
                .set("bytes", result.bytes())
                .set("rows", result.rows())
                .set("fault", result.fault().orElse(null))
                .update();
        over(CheckKind.BACKUP);
    }

    /** Records that one of them has begun or goes on. */
    public void running(CheckKind kind, Instant startedAt, int done, int total, long entries) {
        sql("insert into archive_check_run (kind, started_at, seen_at, done, total, entries)"
                        + " values (:kind, :started, :now, :done, :total, :entries) on conflict (kind) do update set"
                        + " started_at = excluded.started_at, seen_at = excluded.seen_at, done = excluded.done,"
                        + " total = excluded.total, entries = excluded.entries")
                .set("kind", kind.name())
                .set("started", startedAt)
                .set("now", clock.instant())
                .set("done", done)
                .set("total", total)
                .set("entries", entries)
                .update();
    }

    /** Records that it is no longer going on. */
    public void over(CheckKind kind) {
        sql("delete from archive_check_run where kind = :kind")
                .set("kind", kind.name())
                .update();
    }

    private Sql sql(String statement) {
        return Sql.query(em, statement);
    }

    /**
     * How far a terminal's archive has been verified.
     *
     * @param entryNo the last entry of a segment; 0: none has been sealed
     * @param chainHash its chain hash
     * @param rereadUpto the old segments up to this entry were read again in this round
     * @param at when
     */
    public record Verified(long entryNo, byte[] chainHash, long rereadUpto, Instant at) {}
}
