package pro.saleflex.office.admin;

import java.time.Instant;
import java.util.List;
import pro.saleflex.office.archive.check.ArchiveChecks.Backup;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;
import pro.saleflex.office.archive.check.ArchiveChecks.FoundFault;
import pro.saleflex.office.archive.check.ArchiveChecks.Rehearsal;
import pro.saleflex.office.archive.check.ArchiveChecks.Running;
import pro.saleflex.office.archive.check.ArchiveChecks.Verification;

/**
 * What is known about verifications of the archive, rehearsals of the restore and backups of the database.
 *
 * @param verification the last verification; left out when there was none
 * @param rehearsal the last rehearsal; left out when there was none
 * @param backup the last backup that was asked for; left out when there was none
 * @param verifying a verification that was asked for or is going on; left out when there is none
 * @param rehearsing a rehearsal that was asked for or is going on; left out when there is none
 * @param backingUp a backup that was asked for or is going on; left out when there is none
 */
public record CheckAnswers(
        VerificationAnswer verification,
        RehearsalAnswer rehearsal,
        BackupAnswer backup,
        RunningAnswer verifying,
        RunningAnswer rehearsing,
        RunningAnswer backingUp) {

    static CheckAnswers of(CheckState state) {
        return new CheckAnswers(
                state.verification().map(VerificationAnswer::of).orElse(null),
                state.rehearsal().map(RehearsalAnswer::of).orElse(null),
                state.backup().map(BackupAnswer::of).orElse(null),
                state.verifying().map(RunningAnswer::of).orElse(null),
                state.rehearsing().map(RunningAnswer::of).orElse(null),
                state.backingUp().map(RunningAnswer::of).orElse(null));
    }

    /**
     * A verification of the archive.
     *
     * @param clean whether everything that was read is as it was written
     * @param complete whether everything was read, not only what was new and some of the old
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param terminals number of terminals
     * @param entries documents found as they were written
     * @param segments segments that were read
     * @param snapshots snapshots of the configuration found as they were written
     * @param faultCount number of faults
     * @param faults the first 100
     * @param completeAt when the last complete one ended; left out when there was none
     */
    public record VerificationAnswer(
            boolean clean,
            boolean complete,
            Instant startedAt,
            Instant endedAt,
            int terminals,
            long entries,
            long segments,
            int snapshots,
            long faultCount,
            List<FaultAnswer> faults,
            Instant completeAt) {

        static VerificationAnswer of(Verification last) {
            return new VerificationAnswer(
                    last.faultCount() == 0,
                    last.complete(),
                    last.startedAt(),
                    last.endedAt(),
                    last.terminals(),
                    last.entries(),
                    last.segments(),
                    last.snapshots(),
                    last.faultCount(),
                    last.faults().stream().map(FaultAnswer::of).toList(),
                    last.completeAt().orElse(null));
        }
    }

    /**
     * Something that is not as it was written.
     *
     * @param terminal codes of the terminal; left out when it is of none
     * @param file in the archive, or {@code journal}: in the database
     * @param entryNo the first entry that it concerns; left out when it concerns none
     * @param finding what is wrong
     */
    public record FaultAnswer(String terminal, String file, Long entryNo, String finding) {

        static FaultAnswer of(FoundFault fault) {
            return new FaultAnswer(
                    fault.terminal().isEmpty() ? null : fault.terminal(),
                    fault.file(),
                    fault.entryNo() == 0 ? null : fault.entryNo(),
                    fault.finding());
        }
    }

    /**
     * A rehearsal of the restore.
     *
     * @param succeeded whether what was restored is what the journal has
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param entries documents that were restored
     * @param bytes what was restored took in the database
     * @param fault why it failed; left out when it succeeded
     */
    public record RehearsalAnswer(
            boolean succeeded, Instant startedAt, Instant endedAt, long entries, long bytes, String fault) {

        static RehearsalAnswer of(Rehearsal last) {
            return new RehearsalAnswer(
                    last.fault().isEmpty(),
                    last.startedAt(),
                    last.endedAt(),
                    last.entries(),
                    last.bytes(),
                    last.fault().orElse(null));
        }
    }

    /**
     * A backup of the database.
     *
     * @param succeeded whether the file is complete and could be read back
     * @param startedAt when it began
     * @param endedAt when it ended
     * @param file its path on the server; of a failed one, what would have been written
     * @param bytes the file's size; 0 if it failed
     * @param rows rows of all tables; 0 if it failed
     * @param fault why it failed; left out when it succeeded
     */
    public record BackupAnswer(
            boolean succeeded, Instant startedAt, Instant endedAt, String file, long bytes, long rows, String fault) {

        static BackupAnswer of(Backup last) {
            return new BackupAnswer(
                    last.fault().isEmpty(),
                    last.startedAt(),
                    last.endedAt(),
                    last.file(),
                    last.bytes(),
                    last.rows(),
                    last.fault().orElse(null));
        }
    }

    /**
     * Something that was asked for or is going on.
     *
     * @param startedAt when it began; left out while it waits
     * @param done terminals that are done; of a backup, percent
     * @param total of so many; 0 when that is not known yet
     * @param entries documents so far
     */
    public record RunningAnswer(Instant startedAt, int done, int total, long entries) {

        static RunningAnswer of(Running running) {
            return new RunningAnswer(
                    running.startedAt().orElse(null), running.done(), running.total(), running.entries());
        }
    }
}
