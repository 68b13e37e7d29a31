package pro.saleflex.office.archive.restore;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import pro.saleflex.office.archive.dump.DatabaseRefusedException;

/** Puts a restored schema in the place of the application's, which has no document. */
final class SchemaSwap {
    private static final String APPLICATION = "public";
    private static final String REPLACED = "replaced_by_recovery";

    private SchemaSwap() {}

    /** What is to be done in the same transaction, before the schema has its place; names mean its tables. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, SQLException;
    }

    /**
     * Swaps in a transaction, and drops the application's tables.
     *
     * @param connection looks at the restored schema alone, and commits by itself
     * @param step runs first
     * @throws DatabaseRefusedException the application's tables have documents; nothing was changed
     */
    static void swap(Connection connection, String restored, String applicationRole, Step step)
            throws IOException, SQLException, DatabaseRefusedException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
            for (String table : new String[] {"journal_entry", "rejection"}) {
                statement.execute("lock table " + APPLICATION + "." + table);
                try (ResultSet row =
                        statement.executeQuery("select exists (select from " + APPLICATION + "." + table + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        throw new DatabaseRefusedException("Tills have handed over documents to this server: a store"
                                + " that has documents is not replaced.");
                    }
                }
            }
            step.run();
            statement.execute("drop table if exists journal_reference"); // see JournalReferences
            statement.execute("alter schema " + APPLICATION + " rename to " + REPLACED);
            statement.execute("alter schema " + restored + " rename to " + APPLICATION);
            statement.execute("grant usage on schema " + APPLICATION + " to " + applicationRole);
            statement.execute("drop schema " + REPLACED + " cascade");
            connection.commit();
        } finally {
            connection.rollback(); // nothing, if it was committed
            connection.setAutoCommit(true);
        }
    }
}
