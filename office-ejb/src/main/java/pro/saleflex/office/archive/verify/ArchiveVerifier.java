package pro.saleflex.office.archive.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Pause;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.file.KeyCopy;
import pro.saleflex.office.archive.verify.JournalComparison.UnreadableJournalException;

/** Verifies an archive, terminal by terminal. It changes nothing and holds one segment in memory at a time. */
public final class ArchiveVerifier {
    /** Whose results are of no terminal. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final ArchiveDirectory archive;
    private final Optional<Connection> journal;

    /**
     * Prepares to verify.
     *
     * @param journal a connection to the database to compare with, by a role that may read the journal; its transaction
     *     is the caller's to end. Empty: only the files are verified
     */
    public ArchiveVerifier(ArchiveDirectory archive, Optional<Connection> journal) {
        this.archive = archive;
        this.journal = journal;
    }

    /**
     * Verifies everything.
     *
     * @param progress told after each terminal
     * @return what was found per terminal, in the order of their ids
     * @throws pro.saleflex.office.archive.file.WrongKeyException the archive is encrypted with another key
     * @throws IOException the files cannot be read
     * @throws SQLException the journal cannot be read
     */
    public List<Result> verify(Progress progress) throws IOException, SQLException {
        List<UUID> terminals = new ArrayList<>(archive.terminals());
        List<Result> results = new ArrayList<>();
        for (UUID terminalId : terminals) {
            Result result = verify(terminalId);
            results.add(result);
            progress.verified(result, results.size(), terminals.size());
        }
        results.addAll(others(terminals));
        return results;
    }

    /**
     * Finds what belongs to none of these terminals: those with a journal whose archive is gone, and strange files.
     *
     * @param terminals those that have an archive
     * @return a result for each fault
     */
    public List<Result> others(List<UUID> terminals) throws IOException, SQLException {
        List<Result> results = new ArrayList<>();
        if (journal.isPresent()) {
            results.addAll(JournalComparison.missing(journal.get(), terminals));
        }
        archive.strangers().forEach(file -> results.add(Result.nothing(NOBODY, file + " is not part of an archive.")));
        return results;
    }

    private Result verify(UUID terminalId) throws IOException, SQLException {
        return verify(terminalId, 0, new byte[0], Pause.NONE);
    }

    /**
     * Verifies a terminal's part from an entry on; entries may be added meanwhile.
     *
     * @param behind the last entry of a segment that was verified before; 0, or if that segment is not there any more:
     *     everything is verified
     * @param chainHash its chain hash
     */
    public Result verify(UUID terminalId, long behind, byte[] chainHash, Pause pause) throws IOException, SQLException {
        ArchiveReader reader = archive.reader(terminalId);
        long from = behind > 0 && reader.endsSegment(behind) ? behind : 0;
        reader.behind(from, chainHash);
        if (journal.isEmpty()) {
            return reader.read(entry -> {}, pause);
        }
        long archived = JournalComparison.archivedUpto(journal.get(), terminalId);
        Result result = compare(terminalId, from, comparison -> reader.read(comparison, pause));
        return result.lastEntryNo() < archived && result.faults().isEmpty()
                ? result.with(List.of(new Fault(
                        Path.of("journal"),
                        result.lastEntryNo() + 1,
                        "The archive ends too early: it had entries up to " + archived + ".")))
                : result;
    }

    /**
     * Verifies some of a terminal's segments again, each by itself.
     *
     * @param after those that begin behind this entry
     * @param most number of segments
     * @return its last entry is the last one that was looked at; 0: there is no such segment
     */
    public Result reread(UUID terminalId, long after, int most, Pause pause) throws IOException, SQLException {
        ArchiveReader reader = archive.reader(terminalId);
        return journal.isEmpty()
                ? reader.reread(after, most, entry -> {}, pause)
                : compare(terminalId, -1, comparison -> reader.reread(after, most, comparison, pause));
    }

    private Result compare(UUID terminalId, long behind, Reading reading) throws IOException, SQLException {
        try (JournalComparison comparison = new JournalComparison(journal.get(), terminalId, behind)) {
            Result result = reading.read(comparison);
            List<Fault> faults = new ArrayList<>(result.faults());
            faults.addAll(comparison.faults());
            return result.with(faults);
        } catch (UnreadableJournalException e) {
            throw e.sqlException();
        }
    }

    /**
     * Checks every snapshot of the configuration, and every key beside them.
     *
     * @param key the archive's key; null: none can be checked, because all are encrypted
     */
    public Snapshots snapshots(ArchiveKey key) throws IOException {
        List<Path> files = new DumpDirectory(archive.snapshots(), Clock.systemUTC()).files();
        if (key == null) {
            return new Snapshots(0, files.size(), List.of());
        }
        int checked = 0;
        List<Fault> faults = new ArrayList<>();
        for (Path file : files) {
            try {
                DumpDirectory.check(file, key);
                checked++;
            } catch (IOException e) {
                if (Files.exists(file)) { // the oldest is deleted when there is a new one
                    faults.add(new Fault(file, 0, e.getMessage()));
                }
            }
        }
        KeyCopy.damaged(archive.snapshots(), key)
                .forEach(file -> faults.add(new Fault(file, 0, file + " is damaged: it is not what was written.")));
        return new Snapshots(checked, 0, faults);
    }

    @FunctionalInterface
    private interface Reading {
        Result read(JournalComparison comparison) throws IOException;
    }

    /**
     * What was found in the snapshots of the configuration.
     *
     * @param sound number of those that were checked and are as they were written
     * @param unchecked number of those that were not checked for want of the key
     * @param faults the others
     */
    public record Snapshots(int sound, int unchecked, List<Fault> faults) {}

    /** Takes how far the verification is. */
    public interface Progress {
        /** A terminal was verified: number {@code done} of {@code total}. */
        void verified(Result result, int done, int total);
    }
}
