package pro.saleflex.office.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where the numbers of entries go on behind a restore, by the rule of {@link HashChain}. Plain JDBC, for programs that
 * restore.
 */
public final class JournalRestarts {
    private static final String INSERT =
            "insert into journal_restart (terminal_id, last_entry_no, next_entry_no) values (?, ?, ?)"
                    + " on conflict do nothing";

    private JournalRestarts() {}

    /**
     * Lets the journal of every terminal go on behind a restart, which the first new entry takes. Call it when all
     * entries are restored, by the owner, in the running transaction; calling it again does no harm.
     */
    public static void prepare(Connection connection) throws SQLException {
        addFormer(connection);
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT);
                // A restart that no restored entry took may have been taken by one that was lost.
                ResultSet rows = statement.executeQuery("select t.id, coalesce(h.entry_no, 0) as last,"
                        + " greatest(coalesce(h.entry_no, 0), coalesce(max(r.next_entry_no), 0)) as given"
                        + " from terminal t left join journal_head h on h.terminal_id = t.id"
                        + " left join journal_restart r on r.terminal_id = t.id group by t.id, h.entry_no")) {
            while (rows.next()) {
                insert.setObject(1, rows.getObject("id"));
                insert.setLong(2, rows.getLong("last"));
                insert.setLong(3, HashChain.restartAfter(rows.getLong("given")));
                insert.addBatch();
            }
            statement.execute("delete from journal_restart r where not exists (select from journal_head h"
                    + " where h.terminal_id = r.terminal_id and h.entry_no >= r.next_entry_no)");
            insert.executeBatch();
        }
    }

    /** Adds restarts that restored entries took, in case the restored tables are older than they. */
    private static void addFormer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT);
                ResultSet rows =
                        statement.executeQuery("select e.terminal_id, e.entry_no, coalesce((select max(b.entry_no)"
                                + " from journal_entry b where b.terminal_id = e.terminal_id and b.entry_no < e.entry_no), 0)"
                                + " as last from journal_head h join journal_entry e on e.terminal_id = h.terminal_id"
                                + " and e.entry_no % " + HashChain.RESTART_STEP + " = 0 where h.entry_no >= "
                                + HashChain.RESTART_STEP)) {
            while (rows.next()) {
                if (HashChain.isRestart(rows.getLong("last"), rows.getLong("entry_no"))) {
                    insert.setObject(1, rows.getObject("terminal_id"));
                    insert.setLong(2, rows.getLong("last"));
                    insert.setLong(3, rows.getLong("entry_no"));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
