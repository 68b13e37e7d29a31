package pro.saleflex.office.archive.dump;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.archive.file.Folders;

/** Writes tables of a database to a file, as of one moment. The application may work meanwhile. */
public final class DatabaseDump {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataSource database;
    private final String product;
    private final Clock clock;

    /**
     * Prepares to dump.
     *
     * @param database connects as a role that may read all tables, such as their owner
     * @param product name and version of this program, for the file's header
     */
    public DatabaseDump(DataSource database, String product, Clock clock) {
        this.database = database;
        this.product = product;
        this.clock = clock;
    }

    /**
     * Writes a new file, which only its owner can read. It is complete, on disk and was read back when it gets its name;
     * after any failure there is no file.
     *
     * @param tables which tables of schema public to take
     * @param key to encrypt with; null: the file is not encrypted
     * @return what the file holds
     * @throws DatabaseRefusedException the database is not a store's
     * @throws IOException the file cannot be written or read back, or there is one of this name
     * @throws SQLException the database cannot be read
     */
    public DumpContents write(Path file, Predicate<String> tables, ArchiveKey key, DumpProgress progress)
            throws IOException, SQLException, DatabaseRefusedException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path partial = Folders.partial(file);
        FileChannel channel = FileChannel.open(
                partial,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (channel) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            DumpContents written = write(out, tables, key, progress);
            out.flush();
            channel.force(true);
            if (!DumpReader.check(partial, key, progress).equals(written)) {
                throw new DumpException(partial + " could not be read back as it was written.");
            }
            Folders.complete(file);
            return written;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private DumpContents write(OutputStream out, Predicate<String> tables, ArchiveKey key, DumpProgress progress)
            throws IOException, SQLException, DatabaseRefusedException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            refuseUnlessStore(connection);
            connection.setAutoCommit(false);
            try {
                List<StoreTable> taken = beginSnapshot(connection, statement, tables);
                DumpHeader header = header(connection, statement, key);
                try (DumpWriter writer = new DumpWriter(out, header, key)) {
                    copy(connection, taken, writer, progress);
                    return writer.finish(sequences(statement, taken));
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void refuseUnlessStore(Connection connection) throws SQLException, DatabaseRefusedException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('"
                        + CopyFormat.relation(StoreTable.JOURNAL) + "') is not null and to_regclass('"
                        + CopyFormat.relation(StoreTable.MIGRATIONS) + "') is not null")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new DatabaseRefusedException(
                        "Database " + connection.getCatalog() + " holds no journal; it is not a store's.");
            }
        }
    }

    /** The tables are locked before the snapshot is taken, so that no migration changes them in between. */
    private static List<StoreTable> beginSnapshot(Connection connection, Statement statement, Predicate<String> tables)
            throws SQLException {
        List<StoreTable> before = StoreTable.inOrder(connection, StoreTable.SCHEMA);
        connection.rollback();
        statement.execute("set transaction isolation level repeatable read, read only");
        CopyFormat.prepare(statement);
        statement.execute("lock table " + CopyFormat.relations(StoreTable.SCHEMA, before) + " in access share mode");
        return StoreTable.inOrder(connection, StoreTable.SCHEMA).stream()
                .filter(table -> tables.test(table.name()))
                .toList();
    }

    private DumpHeader header(Connection connection, Statement statement, ArchiveKey key) throws SQLException {
        try (ResultSet row = statement.executeQuery("select version from "
                + CopyFormat.relation(StoreTable.MIGRATIONS)
                + " where success and version is not null order by installed_rank desc limit 1")) {
            row.next();
            return new DumpHeader(
                    UUID.randomUUID(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    product,
                    connection.getMetaData().getDatabaseProductVersion(),
                    row.getString("version"),
                    Optional.ofNullable(key).map(ArchiveKey::id));
        }
    }

    private static void copy(Connection connection, List<StoreTable> tables, DumpWriter writer, DumpProgress progress)
            throws IOException, SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        long total = tables.stream().mapToLong(StoreTable::diskBytes).sum();
        long done = 0;
        for (StoreTable table : tables) {
            OutputStream rows = writer.beginTable(table.name(), table.columns());
            long copied = copies.copyOut(select(table), new ReportingOutput(rows, table, done, total, progress));
            writer.endTable(copied);
            done += table.diskBytes();
            progress.report(Phase.DUMP, table.name(), copied, done, total);
        }
    }

    /** In the order of the primary key, so that the same rows give the same bytes. */
    private static String select(StoreTable table) {
        return "copy (select " + CopyFormat.columns(table.columns()) + " from " + CopyFormat.relation(table.name())
                + (table.key().isEmpty() ? "" : " order by " + CopyFormat.columns(table.key())) + ") to stdout";
    }

    /**
     * Reads the sequences but those of tables that are left out. Sequences know no snapshot: they may be ahead of the
     * rows, never behind.
     */
    private static List<DumpContents.Sequence> sequences(Statement statement, List<StoreTable> tables)
            throws SQLException {
        Set<String> taken = Set.copyOf(tables.stream().map(StoreTable::name).toList());
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select s.relname as name, t.relname as owner
                from pg_class s
                    left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid
                        and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
                    left join pg_class t on t.oid = d.refobjid
                where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
                order by s.relname
                """)) {
            while (rows.next()) {
                String owner = rows.getString("owner");
                if (owner == null || taken.contains(owner)) {
                    names.add(rows.getString("name"));
                }
            }
        }
        List<DumpContents.Sequence> sequences = new ArrayList<>();
        for (String name : names) {
            try (ResultSet row =
                    statement.executeQuery("select last_value, is_called from " + CopyFormat.relation(name))) {
                row.next();
                sequences.add(new DumpContents.Sequence(name, row.getLong("last_value"), row.getBoolean("is_called")));
            }
        }
        return sequences;
    }

    /** Reports the rows that pass; the driver writes each at once. */
    private static final class ReportingOutput extends FilterOutputStream {
        private static final int ROWS_PER_REPORT = 100;

        private final StoreTable table;
        private final long before;
        private final long total;
        private final DumpProgress progress;
        private long rows;

        ReportingOutput(OutputStream out, StoreTable table, long before, long total, DumpProgress progress) {
            super(out);
            this.table = table;
            this.before = before;
            this.total = total;
            this.progress = progress;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            if (++rows % ROWS_PER_REPORT == 0) {
                double part = Math.min(1, rows / Math.max((double) rows, table.estimatedRows()));
                try {
                    progress.report(Phase.DUMP, table.name(), rows, before + (long) (table.diskBytes() * part), total);
                } catch (UncheckedIOException e) { // only behind an IOException does the driver read the rest
                    throw e.getCause();
                }
            }
        }
    }
}
