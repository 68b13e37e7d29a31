package pro.saleflex.office.archive.check;

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
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.platform.LeasedJobs;
import pro.saleflex.office.platform.Sql;

/** The last verification, rehearsal and backup, what is going on, and requests, for screens, the API and metrics. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ArchiveChecks {
    /** More faults say nothing new; all are counted. */
    static final int MOST_FAULTS = 100;

    /** What has not been heard of for longer is not going on: its server crashed, and another one begins anew. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    LeasedJobs jobs;

    @Inject
    AuditTrail audit;

    /** Everything that is known. */
    public CheckState state() {
        return new CheckState(
                verification(),
                rehearsal(),
                backup(),
                running(CheckKind.VERIFICATION),
                running(CheckKind.REHEARSAL),
                running(CheckKind.BACKUP));
    }

    private Optional<Verification> verification() {
        return sql("select complete, started_at, ended_at, terminals, entries, segments, snapshots, faults, complete_at"
                        + " from archive_verification")
                .first(row -> new Verification(
                        row.flag("complete"),
                        row.instant("started_at"),
                        row.instant("ended_at"),
                        row.integer("terminals"),
                        row.number("entries"),
                        row.number("segments"),
                        row.integer("snapshots"),
                        row.number("faults"),
                        faults(),
                        Optional.ofNullable(row.instant("complete_at"))));
    }

    private List<FoundFault> faults() {
        return sql("select terminal, file, entry_no, finding from archive_fault order by position")
                .list(row -> new FoundFault(
                        row.text("terminal"), row.text("file"), row.number("entry_no"), row.text("finding")));
    }

    private Optional<Rehearsal> rehearsal() {
        return sql("select started_at, ended_at, entries, bytes, fault from archive_rehearsal")
                .first(row -> new Rehearsal(
                        row.instant("started_at"),
                        row.instant("ended_at"),
                        row.number("entries"),
                        row.number("bytes"),
                        Optional.ofNullable(row.text("fault"))));
    }

    private Optional<Backup> backup() {
        return sql("select started_at, ended_at, file, bytes, row_count, fault from database_backup")
                .first(row -> new Backup(
                        row.instant("started_at"),
                        row.instant("ended_at"),
                        row.text("file"),
                        row.number("bytes"),
                        row.number("row_count"),
                        Optional.ofNullable(row.text("fault"))));
    }

    private Optional<Running> running(CheckKind kind) {
        Instant heardSince = clock.instant().minus(SILENT);
        return sql("select started_at, seen_at, done, total, entries from archive_check_run where kind = :kind")
                .set("kind", kind.name())
                .first(row -> new Heard(
                        row.instant("seen_at"),
                        new Running(
                                Optional.ofNullable(row.instant("started_at")),
                                row.integer("done"),
                                row.integer("total"),
                                row.number("entries"))))
                .filter(heard -> heard.at() == null || heard.at().isAfter(heardSince))
                .map(Heard::running);
    }

    /**
     * Asks for a complete verification, a rehearsal or a backup, which begins within seconds; all but the backup only if
     * the archive is there. If one is going on, another one follows.
     *
     * @param actor who asks, for the audit trail
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void request(CheckKind kind, String actor) {
        jobs.makeDueNow(kind.requested());
        sql("insert into archive_check_run (kind, requested_at, done, total, entries) values (:kind, :now, 0, 0, 0)"
                        + " on conflict (kind) do update set requested_at = excluded.requested_at,"
                        + " started_at = case when archive_check_run.seen_at > :heard then archive_check_run.started_at end,"
                        + " seen_at = case when archive_check_run.seen_at > :heard then archive_check_run.seen_at end")
                .set("kind", kind.name())
                .set("now", clock.instant())
                .set("heard", clock.instant().minus(SILENT))
                .update();
        audit.add(actor, kind.action(), "", "");
    }

    private Sql sql(String statement) {
        return Sql.query(em, statement);
    }

    private record Heard(Instant at, Running running) {}

    /**
     * Everything that is known.
     *
     * @param verification the last one; empty: there was none
     * @param rehearsal the last one; empty: there was none
     * @param backup the last one that was asked for here; empty: there was none
     * @param verifying a verification that was asked for or is going on; empty: there is none
     * @param rehearsing a rehearsal that was asked for or is going on; empty: there is none
     * @param backingUp a backup that was asked for or is going on, in percent; empty: there is none
     */
    public record CheckState(
            Optional<Verification> verification,
            Optional<Rehearsal> rehearsal,
            Optional<Backup> backup,
            Optional<Running> verifying,
            Optional<Running> rehearsing,
            Optional<Running> backingUp) {}

    /**
     * A verification of the archive.
     *
     * @param complete everything was read, not only what was new and some of the old
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param terminals number of terminals that have an archive
     * @param entries number of entries that were found as they were written, in the files and in the journal
     * @param segments number of segments that were read
     * @param snapshots number of snapshots of the configuration that were found as they were written
     * @param faultCount number of faults
     * @param faults the first of them
     * @param completeAt when the last complete one ended; empty: there was none
     */
    public record Verification(
            boolean complete,
            Instant startedAt,
            Instant endedAt,
            int terminals,
            long entries,
            long segments,
            int snapshots,
            long faultCount,
            List<FoundFault> faults,
            Optional<Instant> completeAt) {}

    /**
     * Something that is not as it was written.
     *
     * @param terminal the terminal's full name; empty: it is of none
     * @param file the file in the archive, or {@code journal}: in the database
     * @param entryNo the first entry that it concerns; 0: none
     * @param finding what is wrong, as a sentence
     */
    public record FoundFault(String terminal, String file, long entryNo, String finding) {
        @Override
        public String toString() {
            return (terminal.isEmpty() ? "" : terminal + ", ") + file + (entryNo == 0 ? "" : ", entry " + entryNo)
                    + ": " + finding;
        }
    }

    /**
     * A rehearsal of the restore.
     *
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param entries number of entries that were restored
     * @param bytes what they and the configuration took in the database
     * @param fault why it failed, as a sentence; empty: it did not
     */
    public record Rehearsal(Instant startedAt, Instant endedAt, long entries, long bytes, Optional<String> fault) {}

    /**
     * A backup of the database.
     *
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param file its path; of a failed one, what it would have been
     * @param bytes the file's size; 0 if it failed
     * @param rows number of rows of all tables; 0 if it failed
     * @param fault why it failed, as a sentence; empty: it did not
     */
    public record Backup(
            Instant startedAt, Instant endedAt, String file, long bytes, long rows, Optional<String> fault) {}

    /**
     * Something that was asked for or is going on.
     *
     * @param startedAt when it began; empty: it waits
     * @param done number of terminals that are done; of a backup, percent
     * @param total of this number
     * @param entries number of entries so far
     */
    public record Running(Optional<Instant> startedAt, int done, int total, long entries) {}
}
