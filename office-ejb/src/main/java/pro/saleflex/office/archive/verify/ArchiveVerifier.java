package pro.saleflex.office.archive.verify;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
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
        if (journal.isPresent()) {
            results.addAll(JournalComparison.missing(journal.get(), terminals));
        }
        archive.strangers().forEach(file -> results.add(Result.nothing(NOBODY, file + " is not part of an archive.")));
        return results;
    }

    private Result verify(UUID terminalId) throws IOException, SQLException {
        if (journal.isEmpty()) {
            return archive.reader(terminalId).read(entry -> {});
        }
        try (JournalComparison comparison = new JournalComparison(journal.get(), terminalId)) {
            Result result = archive.reader(terminalId).read(comparison);
            List<Fault> faults = new ArrayList<>(result.faults());
            faults.addAll(comparison.faults());
            return result.with(faults);
        } catch (UnreadableJournalException e) {
            throw e.sqlException();
        }
    }

    /** Takes how far the verification is. */
    public interface Progress {
        /** A terminal was verified: number {@code done} of {@code total}. */
        void verified(Result result, int done, int total);
    }
}
