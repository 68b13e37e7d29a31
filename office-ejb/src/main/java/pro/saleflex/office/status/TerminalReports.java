package pro.saleflex.office.status;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import pro.saleflex.office.platform.Sql;

/** The terminals' status for forwarding, without what the board adds; one light query per call. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TerminalReports {
    private static final String SQL = "select t.id, s.office_code, s.store_code, t.code, t.number, t.name, "
            + TileReader.STATE
            + " as state, c.state_since, c.last_seen, c.software_version, c.activity, c.waiting_documents,"
            + " c.oldest_waiting_since, c.open_closure_number, c.last_receipt_number, c.clock_skew_ms, c.gaps,"
            + " c.peripherals, c.changed_no from terminal_status c join terminal t on t.id = c.terminal_id"
            + " join store s on s.id = t.store_id where ";

    private static final String ORDER = " order by s.office_code, s.store_code, t.number";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** All terminals that ever called. */
    public List<TerminalReport> all() {
        return Sql.query(em, SQL + "c.last_seen is not null" + ORDER).list(TerminalReports::report);
    }

    /** Terminals that changed since an earlier call, see {@link StatusBoard#changedSince}. */
    public Changes<TerminalReport> changedSince(long next) {
        long upto = Changes.next(em); // first, so nothing is missed
        List<TerminalReport> changed =
                Sql.query(em, SQL + Changes.SINCE + ORDER).set("next", next).list(TerminalReports::report);
        return new Changes<>(changed, upto);
    }

    private static TerminalReport report(Sql.Row row) {
        return new TerminalReport(
                row.id("id"),
                row.text("office_code"),
                row.text("store_code"),
                row.text("code"),
                row.integer("number"),
                row.text("name"),
                TerminalState.valueOf(row.text("state")),
                row.instant("state_since"),
                row.instant("last_seen"),
                row.text("software_version"),
                row.text("activity"),
                row.numberOrNull("waiting_documents"),
                row.instant("oldest_waiting_since"),
                row.numberOrNull("open_closure_number"),
                row.numberOrNull("last_receipt_number"),
                row.numberOrNull("clock_skew_ms"),
                row.number("gaps"),
                Peripheral.list(row.text("peripherals")),
                row.number("changed_no"));
    }
}
