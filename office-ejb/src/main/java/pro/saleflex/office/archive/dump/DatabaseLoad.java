package pro.saleflex.office.archive.dump;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import pro.saleflex.office.archive.dump.DumpProgress.Phase;
import pro.saleflex.office.archive.file.ArchiveKey;
import pro.saleflex.office.journal.JournalRestarts;
import pro.saleflex.office.schema.Migrations;
import pro.saleflex.office.schema.RestoreMark;

/**
 * Loads a dump into an empty database and brings its schema up to date.
 *
 * <p>The rows come in one transaction: all or none. From the first change to the end the database bears a
 * {@link RestoreMark}, which keeps the application away. A load that was interrupted at any point is finished by loading
 * the same file again; if the rows were not all in, that begins anew.
 */
public final class DatabaseLoad {
    /** Any number that nobody else takes; a second load into the database waits for this lock. */
    private static final long LOCK = 0x5a1ef1e7_d0c5L;

    private static final int BUFFER_BYTES = 1 << 16;

    private final DataSource owner;
    private final String applicationRole;
    private final String schema;

    /**
     * Prepares to load.
     *
     * @param owner connects as the database's owner, who will own the tables
     * @param applicationRole gets its rights on them
     */
    public DatabaseLoad(DataSource owner, String applicationRole) {
        this(owner, applicationRole, StoreTable.SCHEMA);
    }

    private DatabaseLoad(DataSource owner, String applicationRole, String schema) {
        this.owner = owner;
        this.applicationRole = applicationRole;
        this.schema = schema;
    }

    /**
     * Loads beside the application's tables: into a schema that is created for it and dropped afterwards, whatever
     * happens, unless it has another name then; after a crash the next load into it drops it first.
     *
     * @param scratch the schema's name
     * @param owner connects as the database's owner
     * @param applicationRole gets the rights on the tables that the migrations grant, but none on the schema
     * @param look is shown the complete schema, by a connection that looks at nothing else
     * @throws DatabaseRefusedException another load is running, or the look refuses
     * @throws DumpException the file is cut short, damaged or no dump, or does not fit this program
     */
    public static DumpContents loadBeside(
            String scratch,
            DataSource owner,
            String applicationRole,
            Path file,
            ArchiveKey key,
            DumpProgress progress,
            LoadSteps steps,
            Look look)
            throws IOException, SQLException, DatabaseRefusedException {
        DataSource inside = OneSchema.of(owner, scratch);
        DatabaseLoad load = new DatabaseLoad(inside, applicationRole, scratch);
        try (Connection connection = inside.getConnection()) {
            lock(connection);
            try {
                drop(connection, scratch);
                DumpContents contents = DumpReader.check(file, key, progress);
                execute(connection, "create schema " + CopyFormat.quoted(scratch));
                load.migrate(contents.header().schemaVersion(), progress);
                load.loadRows(connection, file, key, contents, progress, steps);
                load.complete(connection, progress, steps);
                look.at(connection, contents);
                return contents;
            } finally {
                end(connection, scratch);
            }
        }
    }

    /** A broken connection cannot drop the schema; the next rehearsal does. */
    private static void end(Connection connection, String scratch) throws SQLException {
        if (connection.isValid(10)) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            drop(connection, scratch);
            unlock(connection);
        }
    }

    private static void drop(Connection connection, String scratch) throws SQLException {
        execute(connection, "drop schema if exists " + CopyFormat.quoted(scratch) + " cascade");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void migrate(String version, DumpProgress progress) {
        progress.report(Phase.MIGRATE, "", 0, 0, 0);
        (schema.equals(StoreTable.SCHEMA)
                        ? Migrations.upTo(version, owner, applicationRole)
                        : Migrations.upTo(version, owner, applicationRole, schema))
                .migrate();
    }

    /** What follows the rows. */
    private void complete(Connection connection, DumpProgress progress, LoadSteps steps)
            throws IOException, SQLException {
        steps.afterRows(connection);
        migrate(Migrations.NEWEST, progress);
        prepareRestarts(connection);
    }

    /** Looks at a schema that was loaded. */
    @FunctionalInterface
    public interface Look {
        /** Is shown it, and what it was loaded from; the connection commits by itself, and must do so again afterwards. */
        void at(Connection connection, DumpContents contents)
                throws IOException, SQLException, DatabaseRefusedException;
    }

    /**
     * Checks a file, then loads it.
     *
     * @param key the file's key; null: it is not encrypted
     * @return what was loaded; the rows in the database were counted and are as many
     * @throws DatabaseRefusedException the database is not empty, in use, or not set up for it; it was not changed
     * @throws DumpException the file is cut short, damaged or no dump, or does not fit this program; before the first
     *     change to the database, unless the file changes meanwhile
     * @throws SQLException the database failed; load the same file again
     * @throws FlywayException a migration failed; load the same file again
     */
    public DumpContents load(Path file, ArchiveKey key, DumpProgress progress)
            throws IOException, SQLException, DatabaseRefusedException {
        return load(file, key, progress, LoadSteps.NONE);
    }

    /** Checks a file, then loads it, as {@link #load(Path, ArchiveKey, DumpProgress)} does, with further steps. */
    public DumpContents load(Path file, ArchiveKey key, DumpProgress progress, LoadSteps steps)
            throws IOException, SQLException, DatabaseRefusedException {
        DumpContents contents = DumpReader.check(file, key, progress);
        String version = contents.header().schemaVersion();
        try (Connection connection = owner.getConnection()) {
            lock(connection);
            try {
                boolean loaded = begin(connection, file, contents);
                if (!loaded) {
                    migrate(version, progress);
                    loadRows(connection, file, key, contents, progress, steps);
                }
                complete(connection, progress, steps);
                RestoreMark.remove(connection);
                return contents;
            } finally {
                unlock(connection);
            }
        }
    }

    private static void prepareRestarts(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        JournalRestarts.prepare(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void lock(Connection connection) throws SQLException, DatabaseRefusedException {
        try (Statement statement = connection.createStatement()) {
            // The server takes a moment to notice that a killed load is gone.
            statement.execute("set lock_timeout = '3s'");
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            statement.execute("reset lock_timeout");
        } catch (SQLException e) {
            if ("55P03".equals(e.getSQLState())) { // lock_not_available
                throw new DatabaseRefusedException("Another restore into this database is running.");
            }
            throw e;
        }
    }

    /** A pool keeps the connection open. */
    private static void unlock(Connection connection) throws SQLException {
        if (connection.isValid(10)) {
            if (!connection.getAutoCommit()) { // or the unlock's own failure would hide what went wrong
                connection.rollback();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    /** Refuses an unfit database and marks a fit one; returns whether an earlier load got its rows in. */
    private boolean begin(Connection connection, Path file, DumpContents contents)
            throws IOException, SQLException, DatabaseRefusedException {
        refuseUnlessReady(connection);
        Optional<RestoreMark> mark = RestoreMark.read(connection);
        if (mark.isPresent()) {
            if (!mark.get().backup().equals(contents.header().id())) {
                throw refusal(
                        connection,
                        "holds the unfinished restore of another backup, "
                                + mark.get().file() + "; restore that one, or create the database anew");
            }
            return mark.get().loaded();
        }
        refuseTables(connection);
        String version = contents.header().schemaVersion();
        if (Arrays.stream(Migrations.newest(owner, applicationRole).info().all())
                .map(MigrationInfo::getVersion)
                .noneMatch(known -> known != null && known.getVersion().equals(version))) {
            throw new DumpException(file + " is of schema version " + version
                    + ", which this program does not know; take the program of the version that wrote it ("
                    + contents.header().product() + ") or a newer one.");
        }
        connection.setAutoCommit(false);
        new RestoreMark(contents.header().id(), file.getFileName().toString(), false).set(connection);
        connection.commit();
        connection.setAutoCommit(true);
        return false;
    }

    private void refuseUnlessReady(Connection connection) throws SQLException, DatabaseRefusedException {
        try (PreparedStatement query = connection.prepareStatement("""
                select current_user as me, pg_get_userbyid(datdba) as owner,
                       pg_encoding_to_char(encoding) as encoding,
                       exists (select from pg_roles where rolname = ?) as role_exists,
                       exists (select from pg_stat_activity a where a.datid = d.oid and a.usename = ?) as in_use
                from pg_database d where datname = current_database()
                """)) {
            query.setString(1, applicationRole);
            query.setString(2, applicationRole);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (!row.getString("me").equals(row.getString("owner"))) {
                    throw refusal(
                            connection,
                            "belongs to " + row.getString("owner") + "; connect as that role, not as "
                                    + row.getString("me"));
                }
                if (!row.getString("encoding").equals("UTF8")) {
                    throw refusal(
                            connection, "has the encoding " + row.getString("encoding") + "; create it with UTF8");
                }
                if (!row.getBoolean("role_exists")) {
                    throw refusal(
                            connection, "is on a server without the role " + applicationRole + "; run roles.sql first");
                }
                if (row.getBoolean("in_use")) {
                    throw refusal(connection, "is in use by " + applicationRole + "; stop the application first");
                }
            }
        }
    }

    private static void refuseTables(Connection connection) throws SQLException, DatabaseRefusedException {
        List<String> tables = new ArrayList<>();
        List<String> readable = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("""
                    select format('%I.%I', n.nspname, c.relname) as name,
                           has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                    order by n.nspname <> 'public', c.relname
                    """)) {
                while (rows.next()) {
                    tables.add(rows.getString("name"));
                    if (rows.getBoolean("readable")) {
                        readable.add(rows.getString("name"));
                    }
                }
            }
            for (String table : readable) {
                try (ResultSet row = statement.executeQuery("select exists (select from " + table + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        filled.add(table);
                    }
                }
            }
        }
        if (!tables.isEmpty()) {
            throw refusal(
                    connection,
                    "holds " + tables.size() + " tables ("
                            + (filled.isEmpty() ? some(tables) : filled.size() + " with rows: " + some(filled))
                            + "); restore into an empty database");
        }
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(names.size(), 5))) + (names.size() > 5 ? ", ..." : "");
    }

    private static DatabaseRefusedException refusal(Connection connection, String why) throws SQLException {
        return new DatabaseRefusedException("Database " + connection.getCatalog() + ' ' + why + '.');
    }

    private void loadRows(
            Connection connection,
            Path file,
            ArchiveKey key,
            DumpContents contents,
            DumpProgress progress,
            LoadSteps steps)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                DumpReader reader = new DumpReader(file, key)) {
            CopyFormat.prepare(statement);
            // Checked table by table: a fault is then found at its table, and the server need not remember all rows.
            statement.execute("set constraints all immediate");
            Map<String, StoreTable> tables = tables(connection, contents, file);
            statement.execute(
                    "lock table " + CopyFormat.relations(schema, tables.values()) + " in access exclusive mode");
            deleteRowsOfMigrations(statement, contents);
            steps.beforeRows(connection);
            copy(connection, reader, tables, contents.bytes(), progress);
            if (!reader.contents().equals(contents)) {
                throw new DumpException(file + " changed while it was read.");
            }
            for (DumpContents.Sequence sequence : contents.sequences()) {
                set(connection, sequence);
            }
            count(statement, contents);
            if (schema.equals(StoreTable.SCHEMA)) {
                RestoreMark.setLoaded(connection);
            }
            connection.commit();
        } finally {
            connection.rollback(); // does nothing after the commit
            connection.setAutoCommit(true);
        }
        analyze(connection, contents);
    }

    /** Returns the database's tables that the dump has rows for, by name. */
    private Map<String, StoreTable> tables(Connection connection, DumpContents contents, Path file)
            throws IOException, SQLException {
        Map<String, StoreTable> tables = new HashMap<>();
        for (StoreTable table : StoreTable.inOrder(connection, schema)) {
            tables.put(table.name(), table);
        }
        tables.keySet()
                .retainAll(
                        contents.tables().stream().map(DumpContents.Table::name).toList());
        if (tables.size() != contents.tables().size()) {
            throw new DumpException(file + " has other tables than the schema's version "
                    + contents.header().schemaVersion() + ".");
        }
        return tables;
    }

    private void deleteRowsOfMigrations(Statement statement, DumpContents contents) throws SQLException {
        for (int i = contents.tables().size() - 1; i >= 0; i--) {
            statement.execute("delete from "
                    + CopyFormat.relation(schema, contents.tables().get(i).name()));
        }
    }

    private void copy(
            Connection connection, DumpReader reader, Map<String, StoreTable> tables, long total, DumpProgress progress)
            throws IOException, SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        long done = 0;
        for (DumpReader.Table table = reader.nextTable(); table != null; table = reader.nextTable()) {
            if (!Set.copyOf(table.columns())
                    .equals(Set.copyOf(tables.get(table.name()).columns()))) {
                throw new DumpException(
                        "Table " + table.name() + " of the dump has other columns than that of the schema.");
            }
            String sql = "copy " + CopyFormat.relation(schema, table.name()) + " ("
                    + CopyFormat.columns(table.columns()) + ") from stdin";
            long copied = copies.copyIn(sql, new ReportingInput(table, done, total, progress), BUFFER_BYTES);
            if (copied != table.rowsRead()) {
                throw new SQLException(
                        "Table " + table.name() + " took " + copied + " of " + table.rowsRead() + " rows.");
            }
            done += table.bytesRead();
        }
    }

    /** Takes effect at once, whether the transaction commits or not. */
    private void set(Connection connection, DumpContents.Sequence sequence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select setval(cast(? as regclass), ?, ?)")) {
            statement.setString(1, CopyFormat.relation(schema, sequence.name()));
            statement.setLong(2, sequence.lastValue());
            statement.setBoolean(3, sequence.called());
            statement.execute();
        }
    }

    private void count(Statement statement, DumpContents contents) throws SQLException {
        for (DumpContents.Table table : contents.tables()) {
            try (ResultSet row =
                    statement.executeQuery("select count(*) from " + CopyFormat.relation(schema, table.name()))) {
                row.next();
                if (row.getLong(1) != table.rows()) {
                    throw new SQLException("Table " + table.name() + " has " + row.getLong(1) + " rows instead of "
                            + table.rows() + '.');
                }
            }
        }
    }

    /** The server's planner knows nothing yet about the tables. */
    private void analyze(Connection connection, DumpContents contents) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (DumpContents.Table table : contents.tables()) {
                statement.execute("analyze " + CopyFormat.relation(schema, table.name()));
            }
        }
    }

    /** Reports the rows that pass. */
    private static final class ReportingInput extends FilterInputStream {
        private final DumpReader.Table table;
        private final long before;
        private final long total;
        private final DumpProgress progress;

        ReportingInput(DumpReader.Table table, long before, long total, DumpProgress progress) {
            super(table.rows());
            this.table = table;
            this.before = before;
            this.total = total;
            this.progress = progress;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            progress.report(Phase.LOAD, table.name(), table.rowsRead(), before + table.bytesRead(), total);
            return read;
        }
    }
}
