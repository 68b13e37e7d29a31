package pro.saleflex.office.status;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** The terminals' status for forwarding, without what the board adds; one light query per call. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TerminalReports {
    private static final String SQL = "select t.id, s.office_code, s.store_code, t.code, t.number, t.name, "
            + TileReader.STATE + ", c.state_since, c.last_seen, c.software_version, c.activity, c.waiting_documents,"
            + " c.oldest_waiting_since, c.open_closure_number, c.last_receipt_number, c.clock_skew_ms, c.gaps,"
            + " c.peripherals, c.changed_no from terminal_status c join terminal t on t.id = c.terminal_id"
            + " join store s on s.id = t.store_id where ";

    private static final String ORDER = " order by s.office_code, s.store_code, t.number";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** All terminals that ever called. */
    public List<TerminalReport> all() {
        return reports(
                em.createNativeQuery(SQL + "c.last_seen is not null" + ORDER).getResultList());
    }

    /** Terminals that changed after a known change, see {@link StatusBoard#changedSince}. */
    public List<TerminalReport> changedSince(long changedNo) {
        return reports(em.createNativeQuery(SQL + "c.changed_no > ?1" + ORDER)
                .setParameter(1, changedNo)
                .getResultList());
    }

    private static List<TerminalReport> reports(List<?> rows) {
        return rows.stream().map(columns -> report(new Row((Object[]) columns))).toList();
    }

    private static TerminalReport report(Row row) {
        return new TerminalReport(
                row.id(),
                row.text(),
                row.text(),
                row.text(),
                row.number().intValue(),
                row.text(),
                TerminalState.valueOf(row.text()),
                row.instant(),
                row.instant(),
                row.text(),
                row.text(),
                row.number(),
                row.instant(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                Peripheral.list(row.text()),
                row.number());
    }
}
