package pro.saleflex.office.archive.restore;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;

/** Puts a restored schema in the place of the application's, which has no document. */
final class SchemaSwap {
    private static final String APPLICATION = "public";
    private static final String REPLACED = "replaced_by_recovery";

    /** What tills have handed over. */
    private static final List<String> DOCUMENTS = List.of("journal_entry", "rejection");

    private SchemaSwap() {}

    /** What is to be done in the same transaction. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, SQLException;
    }

    /** Whether tills have handed over anything to the application. */
    static boolean hasDocuments(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : DOCUMENTS) {
                try (ResultSet row =
                        statement.executeQuery("select exists (select from " + APPLICATION + "." + table + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /**
     * Swaps in a transaction, and drops the application's tables.
     *
     * @param connection looks at the restored schema alone, and commits by itself
     * @param first runs first; names mean the restored tables
     * @param last runs when nothing but the commit is left
     * @throws DatabaseRefusedException the application's tables have documents; nothing was changed
     */
    static void swap(Connection connection, String restored, String applicationRole, Step first, Step last)
            throws IOException, SQLException, DatabaseRefusedException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
            for (String table : DOCUMENTS) {
                statement.execute("lock table " + APPLICATION + "." + table);
            }
            if (hasDocuments(connection)) {
                throw new DatabaseRefusedException(ArchiveRestore.HAS_DOCUMENTS);
            }
            first.run();
            statement.execute("drop table if exists journal_reference"); // see JournalReferences
            statement.execute("alter schema " + APPLICATION + " rename to " + REPLACED);
            statement.execute("alter schema " + restored + " rename to " + APPLICATION);
            statement.execute("grant usage on schema " + APPLICATION + " to " + applicationRole);
            statement.execute("drop schema " + REPLACED + " cascade");
            last.run();
            connection.commit();
        } finally {
            connection.rollback(); // nothing, if it was committed
            connection.setAutoCommit(true);
        }
    }
}
