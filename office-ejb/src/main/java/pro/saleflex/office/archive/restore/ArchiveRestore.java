package pro.saleflex.office.archive.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import pro.saleflex.office.archive.dump.DatabaseLoad;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;
import pro.saleflex.office.archive.dump.DumpContents;
import pro.saleflex.office.archive.dump.DumpDirectory;
import pro.saleflex.office.archive.dump.DumpException;
import pro.saleflex.office.archive.dump.DumpProgress;
import pro.saleflex.office.archive.dump.LoadSteps;
import pro.saleflex.office.archive.file.ArchiveDirectory;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.ArchiveReader;
import pro.saleflex.office.archive.file.ArchiveReader.Fault;
import pro.saleflex.office.archive.file.ArchiveReader.Pause;
import pro.saleflex.office.archive.file.ArchiveReader.Result;
import pro.saleflex.office.archive.file.KeyCopy;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.reference.CashierCodes;
import pro.saleflex.office.schema.RestoreMark;

/**
 * Restores a store from its archive into an empty database: the newest sound snapshot of the configuration, then every
 * archived entry, each verified before it is stored. After an interruption at any point, the same call goes on.
 */
public final class ArchiveRestore {
    /** Why a store is not replaced. */
    public static final String HAS_DOCUMENTS =
            "Tills have handed over documents to this server: a store that has documents is not replaced.";

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
        return restore((snapshot, passedOver) -> {
            Steps steps = new Steps(progress, RestoreMark.SCHEMA, Optional.empty(), Pause.NONE);
            DumpContents contents = new DatabaseLoad(owner, applicationRole).load(snapshot, key, progress, steps);
            return new Report(snapshot, contents, passedOver, List.copyOf(steps.terminals));
        });
    }

    /**
     * Restores everything beside the tables of a store without documents, and puts it in their place in one transaction.
     * A crash before that changes nothing.
     *
     * @param schema the name of the restored tables' schema until then; one that a crash left behind is dropped first
     * @param completion runs in that transaction
     * @param last runs when nothing but its commit is left
     * @throws DatabaseRefusedException another restore is running, or the store has documents
     * @throws IOException the archive cannot be read, or holds no snapshot that can be read with this key
     */
    public Report replaceEmptyStore(String schema, Progress progress, Completion completion, LastStep last)
            throws IOException, SQLException, DatabaseRefusedException {
        return restore((snapshot, passedOver) -> {
            Steps steps = new Steps(progress, schema, Optional.empty(), Pause.NONE);
            List<Report> restored = new ArrayList<>();
            DatabaseLoad.loadBeside(
                    schema, owner, applicationRole, snapshot, key, progress, steps, (connection, contents) -> {
                        Report report = new Report(snapshot, contents, passedOver, List.copyOf(steps.terminals));
                        SchemaSwap.swap(
                                connection,
                                schema,
                                applicationRole,
                                () -> completion.complete(report, connection),
                                () -> last.run(report));
                        restored.add(report);
                    });
            return restored.get(0);
        });
    }

    /** Whether tills have handed over anything to the application whose database this is. */
    public static boolean hasDocuments(Connection connection) throws SQLException {
        return SchemaSwap.hasDocuments(connection);
    }

    /** Does what is outside the database. */
    @FunctionalInterface
    public interface LastStep {
        /** Does so; if it throws, nothing is replaced. */
        void run(Report report) throws IOException;
    }

    /** Completes a restore. */
    @FunctionalInterface
    public interface Completion {
        /** Does so in the transaction that puts the restored tables in place; the connection looks at those. */
        void complete(Report report, Connection connection) throws IOException, SQLException;
    }

    /** Restores from a snapshot. */
    @FunctionalInterface
    private interface Attempt {
        /** @param passedOver why newer ones could not be used */
        Report from(Path snapshot, List<String> passedOver) throws IOException, SQLException, DatabaseRefusedException;
    }

    /** Tries the snapshots, the newest first. */
    private Report restore(Attempt attempt) throws IOException, SQLException, DatabaseRefusedException {
        if (archive.id().isEmpty()) {
            throw new IOException(archive.path() + " holds no archive.");
        }
        List<String> passedOver = new ArrayList<>();
        for (Path snapshot : new DumpDirectory(archive.snapshots(), Clock.systemUTC()).files()) {
            try {
                return attempt.from(snapshot, passedOver);
            } catch (DumpException e) { // nothing was changed; an older one may be sound
                passedOver.add(e.getMessage());
            }
        }
        throw new IOException("No snapshot of the configuration in " + archive.snapshots() + " can be used"
                + (passedOver.isEmpty() ? ": there is none." : ": " + passedOver.get(0)));
    }

    /**
     * Rehearses the restore in the database that the application works on: the newest snapshot and the entries from a
     * time on are restored into a schema of their own, compared with the journal, and dropped.
     *
     * @param schema its name; one that a crash left behind is dropped first
     * @param since when the first of the entries was received, as the archive says
     * @param pause called after each segment
     * @return what was restored, and whether it is what the journal has
     * @throws DatabaseRefusedException another rehearsal is running
     * @throws IOException the archive cannot be read, or its newest snapshot cannot be used
     * @throws SQLException the database failed
     */
    public Rehearsed rehearse(String schema, OffsetDateTime since, Progress progress, Pause pause)
            throws IOException, SQLException, DatabaseRefusedException {
        List<Path> snapshots = new DumpDirectory(archive.snapshots(), Clock.systemUTC()).files();
        if (snapshots.isEmpty()) {
            throw new IOException("There is no snapshot of the configuration in " + archive.snapshots() + '.');
        }
        Steps steps = new Steps(progress, schema, Optional.of(since), pause);
        List<RehearsedSchema> found = new ArrayList<>();
        DumpContents contents = DatabaseLoad.loadBeside(
                schema,
                owner,
                applicationRole,
                snapshots.get(0),
                key,
                progress,
                steps,
                (connection, contentsOfIt) ->
                        found.add(RehearsedSchema.read(connection, schema, steps.terminals, steps.archivedUpto)));
        return new Rehearsed(
                new Report(snapshots.get(0), contents, List.of(), List.copyOf(steps.terminals)), found.get(0));
    }

    /** What follows the rows of the snapshot. */
    private final class Steps implements LoadSteps {
        private final Progress progress;
        private final JournalReferences references;
        private final Optional<OffsetDateTime> since;
        private final Pause pause;
        private final List<RestoredTerminal> terminals = new ArrayList<>();
        private Map<UUID, Long> archivedUpto = Map.of();

        /**
         * Prepares the steps.
         *
         * @param kept the schema in which definitions are kept meanwhile
         * @param since restores the entries that were received from then on; empty: all
         */
        Steps(Progress progress, String kept, Optional<OffsetDateTime> since, Pause pause) {
            this.progress = progress;
            this.references = new JournalReferences(kept);
            this.since = since;
            this.pause = pause;
        }

        @Override
        public void beforeRows(Connection connection) throws SQLException {
            references.drop(connection);
        }

        @Override
        public void afterRows(Connection connection) throws IOException, SQLException {
            connection.setAutoCommit(false);
            if (since.isPresent()) { // before the files are read, which only grow
                archivedUpto = RehearsedSchema.archivedUpto(connection);
            }
            List<UUID> archived = archive.terminals();
            Map<UUID, RestoredTerminal> restored = new LinkedHashMap<>();
            for (UUID terminalId : archived) {
                RestoredTerminal terminal = restore(connection, terminalId);
                restored.put(terminalId, terminal);
                progress.journal(terminal.terminal(), terminal.lastEntryNo(), restored.size(), archived.size());
            }
            RestoredState.onlyAtGate(connection)
                    .forEach((terminalId, upto) ->
                            restored.computeIfPresent(terminalId, (id, terminal) -> terminal.atGateUpto(upto)));
            terminals.addAll(restored.values());
            RestoredState.settle(connection);
            references.create(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }

        /** A terminal that only a later snapshot knows, which is damaged or lost, keeps nobody else's journal away. */
        private RestoredTerminal restore(Connection connection, UUID terminalId) throws IOException, SQLException {
            Optional<JournalLoad> known = JournalLoad.of(connection, terminalId);
            if (known.isEmpty()) {
                return new RestoredTerminal(
                        terminalId.toString(),
                        0,
                        0,
                        0,
                        Result.nothing(
                                terminalId,
                                "The snapshot does not know this till; its documents stay in the archive."));
            }
            JournalLoad load = known.get();
            Result result = read(terminalId, load);
            load.finish();
            return new RestoredTerminal(load.terminal(), load.count(), load.lastEntryNo(), 0, result);
        }

        private Result read(UUID terminalId, JournalLoad load) throws IOException, SQLException {
            ArchiveReader reader = archive.reader(terminalId);
            try {
                return since.isEmpty()
                        ? reader.read(load, pause)
                        : reader.since(since.get()).read(new From(since.get(), load), pause);
            } catch (JournalLoad.FailedException e) {
                throw e.sqlException();
            }
        }
    }

    /** Passes entries on from the first one that was received at a time or later. */
    private static final class From implements Consumer<EntryView> {
        private final OffsetDateTime time;
        private final Consumer<EntryView> next;
        private boolean reached;

        From(OffsetDateTime time, Consumer<EntryView> next) {
            this.time = time;
            this.next = next;
        }

        @Override
        public void accept(EntryView entry) {
            reached |= !entry.receivedAt().isBefore(time);
            if (reached) {
                next.accept(entry);
            }
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

    /**
     * What a rehearsal found.
     *
     * @param report what was restored
     * @param schema the schema that it was restored into
     */
    public record Rehearsed(Report report, RehearsedSchema schema) {}
}
