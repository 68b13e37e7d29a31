package pro.saleflex.office.archive.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import pro.saleflex.office.archive.dump.DatabaseLoad;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpContents;
import pro.saleflex.office.archive.dump.DumpException;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.dump.LoadSteps;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.file.KeyCopy;
import pro.saleflex.office.reference.CashierCodes;

/**
 * Restores a store from its archive into an empty database: the newest sound snapshot of the configuration, then every
 * archived entry, each verified before it is stored. After an interruption at any point, the same call goes on.
 */
public final class ArchiveRestore {
    private final ArchiveDirectory archive;
    private final ArchiveKey key;
    private final DataSource owner;
    private final String applicationRole;

    /**
     * Prepares to restore.
     *
     * @param key the archive's key
     * @param owner connects as the database's owner, who will own the tables
     * @param applicationRole gets its rights on them
     */
    public ArchiveRestore(ArchiveDirectory archive, ArchiveKey key, DataSource owner, String applicationRole) {
        this.archive = archive;
        this.key = key;
        this.owner = owner;
        this.applicationRole = applicationRole;
    }

    /**
     * Restores everything.
     *
     * @return what was restored
     * @throws DatabaseRefusedException the database is not empty, in use, or not set up for it; it was not changed
     * @throws IOException the archive cannot be read, or holds no snapshot that can be read with this key
     * @throws SQLException the database failed; restore again
     */
    public Report restore(Progress progress) throws IOException, SQLException, DatabaseRefusedException {
        if (archive.id().isEmpty()) {
            throw new IOException(archive.path() + " holds no archive.");
        }
        List<String> passedOver = new ArrayList<>();
        for (Path snapshot : snapshots()) {
            Steps steps = new Steps(progress);
            try {
                DumpContents contents = new DatabaseLoad(owner, applicationRole).load(snapshot, key, progress, steps);
                return new Report(snapshot, contents, passedOver, List.copyOf(steps.terminals));
            } catch (DumpException e) { // nothing was changed; an older one may be sound
                passedOver.add(e.getMessage());
            }
        }
        throw new IOException("No snapshot of the configuration in " + archive.snapshots() + " can be used"
                + (passedOver.isEmpty() ? ": there is none." : ": " + passedOver.get(0)));
    }

    /** The newest first. */
    private List<Path> snapshots() throws IOException {
        if (!Files.isDirectory(archive.snapshots())) {
            return List.of();
        }
        try (Stream<Path> listed = Files.list(archive.snapshots())) {
            return listed.filter(file -> file.toString().endsWith(".dump"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    /** What follows the rows of the snapshot. */
    private final class Steps implements LoadSteps {
        private final Progress progress;
        private final List<RestoredTerminal> terminals = new ArrayList<>();

        Steps(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void beforeRows(Connection connection) throws SQLException {
            JournalReferences.drop(connection);
        }

        @Override
        public void afterRows(Connection connection) throws IOException, SQLException {
            connection.setAutoCommit(false);
            List<UUID> archived = archive.terminals();
            Map<UUID, RestoredTerminal> restored = new LinkedHashMap<>();
            for (UUID terminalId : archived) {
                JournalLoad load = new JournalLoad(connection, terminalId);
                Result result = read(terminalId, load);
                load.finish();
                restored.put(
                        terminalId, new RestoredTerminal(load.terminal(), load.count(), load.lastEntryNo(), 0, result));
                progress.journal(load.terminal(), load.lastEntryNo(), restored.size(), archived.size());
            }
            RestoredState.onlyAtGate(connection)
                    .forEach((terminalId, upto) ->
                            restored.computeIfPresent(terminalId, (id, terminal) -> terminal.atGateUpto(upto)));
            terminals.addAll(restored.values());
            RestoredState.settle(connection);
            JournalReferences.create(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private Result read(UUID terminalId, JournalLoad load) throws IOException, SQLException {
        try {
            return archive.reader(terminalId).read(load);
        } catch (JournalLoad.FailedException e) {
            throw e.sqlException();
        }
    }

    /** Hears how far the restore has come. */
    public interface Progress extends DumpProgress {
        /** A terminal's journal is restored up to an entry: number {@code done} of {@code total} terminals. */
        void journal(String terminal, long lastEntryNo, int done, int total);
    }

    /**
     * What was restored.
     *
     * @param snapshot the snapshot of the configuration
     * @param configuration what it held
     * @param passedOver why newer snapshots could not be used
     * @param terminals the journals
     */
    public record Report(
            Path snapshot, DumpContents configuration, List<String> passedOver, List<RestoredTerminal> terminals) {

        /**
         * Puts the key of cashiers' codes back into the application's home, unless one is there.
         *
         * @param key the archive's
         * @throws IOException the copy in the archive cannot be read, or the home not be written
         */
        public KeyCopy.Outcome restoreKey(ArchiveKey key, Path home) throws IOException {
            return KeyCopy.restore(snapshot, key, home.resolve(CashierCodes.KEY_FILE));
        }

        /** Everything in the archive that is not as it was written. */
        public List<Fault> faults() {
            return terminals.stream()
                    .flatMap(terminal -> terminal.archived().faults().stream())
                    .toList();
        }
    }

    /**
     * A terminal's restored journal.
     *
     * @param terminal its full name
     * @param stored number of entries in the database
     * @param lastEntryNo the number of the last one; 0: none
     * @param gateUpto the last entry that GATE had when the snapshot was taken, if it is a later one; 0: it is not
     * @param archived what was read from the archive
     */
    public record RestoredTerminal(String terminal, long stored, long lastEntryNo, long gateUpto, Result archived) {
        RestoredTerminal atGateUpto(long entryNo) {
            return new RestoredTerminal(terminal, stored, lastEntryNo, entryNo, archived);
        }
    }
}
