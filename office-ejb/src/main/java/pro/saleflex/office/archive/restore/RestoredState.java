package pro.saleflex.office.archive.restore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import pro.saleflex.office.counter.DocumentNumber;

/** Brings what the snapshot knew up to the end of the journals, which go on behind it. */
final class RestoredState {
    /** A till's numbers rise: only its latest entries can raise its counters. */
    private static final int LATEST = 2_000;

    private static final String NUMBER = "'^[0-9]{1,10}$'";

    private RestoredState() {}

    /** Does so in the running transaction; doing it again changes nothing. */
    static void settle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            raiseCounters(statement);
            // The sequence gives out blocks of 500, each named by its last number.
            statement.execute("select setval('journal_entry_id',"
                    + " greatest((select last_value from journal_entry_id),"
                    + " (select (coalesce(max(id), 0) + 499) / 500 * 500 + 500 from journal_entry)))");
        }
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
                + " case e.kind when 'CLOSURE' then cast(e.payload as json) #>> '{closure,closure_number}'"
                + " else cast(e.payload as json) #>> '{head,closure_number}' end as closure,"
                + " case e.kind when 'CLOSURE' then '0'"
                + " else cast(e.payload as json) #>> '{head,receipt_number}' end as receipt) n"
                + " where n.closure ~ " + NUMBER + " and n.receipt ~ " + NUMBER + ") numbers"
                + " where closure between 1 and " + DocumentNumber.HIGHEST
                + " and receipt between 1 and " + DocumentNumber.HIGHEST
                + " order by terminal_id, closure desc, receipt desc"
                + " on conflict (terminal_id) do update set closure_number = excluded.closure_number,"
                + " receipt_number = excluded.receipt_number"
                + " where (excluded.closure_number, excluded.receipt_number) > (c.closure_number, c.receipt_number)");
    }
}
