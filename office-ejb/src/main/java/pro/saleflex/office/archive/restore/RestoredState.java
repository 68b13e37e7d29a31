package pro.saleflex.office.archive.restore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.counter.DocumentNumber;

/** Brings what the snapshot knew up to the end of the journals, which go on behind it and are in the archive. */
final class RestoredState {
    /** A till's numbers rise: only its latest entries can raise its counters. */
    private static final int LATEST = 2_000;

    private static final String NUMBER = "'^[0-9]{1,10}$'";

    /**
     * The document as JSON that PostgreSQL reads. It refuses a whole document in which any text has a NUL or half a
     * surrogate pair, which terminals may send and the journal keeps. An escaped backslash before stays one.
     */
    private static final String DOCUMENT =
            "cast(regexp_replace(e.payload, '\\\\u(0000|d[89a-f][0-9a-f]{2})', '\\\\u0020', 'gi') as json)";

    private RestoredState() {}

    /** Does so in the running transaction; doing it again changes nothing. */
    static void settle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            raiseCounters(statement);
            settleLanes(statement);
            // The sequence gives out blocks of 500, each named by its last number.
            statement.execute("select setval('journal_entry_id',"
                    + " greatest((select last_value from journal_entry_id),"
                    + " (select (coalesce(max(id), 0) + 499) / 500 * 500 + 500 from journal_entry)))");
        }
    }

    /** What was restored is in the archive; what was lost cannot be delivered or decided about any more. */
    private static void settleLanes(Statement statement) throws SQLException {
        statement.execute("insert into lane (target, terminal_id, done_upto, next_attempt_at)"
                + " select 'ARCHIVE', terminal_id, entry_no, to_timestamp(0) from journal_head"
                + " on conflict (target, terminal_id) do update set done_upto = excluded.done_upto");
        statement.execute("update lane l set done_upto = coalesce(h.entry_no, 0) from terminal t"
                + " left join journal_head h on h.terminal_id = t.id"
                + " where t.id = l.terminal_id and l.done_upto > coalesce(h.entry_no, 0)");
        statement.execute("delete from parked p where p.entry_no > coalesce((select h.entry_no from journal_head h"
                + " where h.terminal_id = p.terminal_id), 0)");
    }

    /**
     * Returns up to which entry GATE has the journals whose end was lost, by terminal, as far as the snapshot knows. To
     * be called before {@link #settle}.
     */
    static Map<UUID, Long> onlyAtGate(Connection connection) throws SQLException {
        Map<UUID, Long> upto = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select l.terminal_id, l.done_upto from lane l"
                        + " left join journal_head h on h.terminal_id = l.terminal_id"
                        + " where l.target = 'GATE' and l.done_upto > coalesce(h.entry_no, 0)")) {
            while (rows.next()) {
                upto.put(rows.getObject("terminal_id", UUID.class), rows.getLong("done_upto"));
            }
        }
        return upto;
    }

    /** By the rule of {@link pro.saleflex.office.counter.Counters}: the highest pair counts. */
    private static void raiseCounters(Statement statement) throws SQLException {
        statement.execute("insert into counter as c (terminal_id, closure_number, receipt_number)"
                + " select distinct on (terminal_id) terminal_id, closure, receipt from ("
                + " select h.terminal_id,"
                + " case e.kind when 'CLOSURE' then cast(n.closure as bigint) + 1 else cast(n.closure as bigint) end"
                + " as closure,"
                + " case e.kind when 'CLOSURE' then 1 else cast(n.receipt as bigint) + 1 end as receipt"
                + " from journal_head h cross join lateral (select * from journal_entry j"
                + " where j.terminal_id = h.terminal_id and j.kind <> 'CONFLICT' order by j.entry_no desc limit "
                + LATEST
                + ") e cross join lateral (select"
                + " case e.kind when 'CLOSURE' then " + DOCUMENT + " #>> '{closure,closure_number}'"
                + " else " + DOCUMENT + " #>> '{head,closure_number}' end as closure,"
                + " case e.kind when 'CLOSURE' then '0'"
                + " else " + DOCUMENT + " #>> '{head,receipt_number}' end as receipt) n"
                + " where n.closure ~ " + NUMBER + " and n.receipt ~ " + NUMBER + ") numbers"
                + " where closure between 1 and " + DocumentNumber.HIGHEST
                + " and receipt between 1 and " + DocumentNumber.HIGHEST
                + " order by terminal_id, closure desc, receipt desc"
                + " on conflict (terminal_id) do update set closure_number = excluded.closure_number,"
                + " receipt_number = excluded.receipt_number"
                + " where (excluded.closure_number, excluded.receipt_number) > (c.closure_number, c.receipt_number)");
    }
}
