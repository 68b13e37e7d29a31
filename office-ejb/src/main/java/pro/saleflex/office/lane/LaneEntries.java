package pro.saleflex.office.lane;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.lane.LaneEntry.State;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.platform.Sql.Row;

/**
 * Read access to journal entries with their delivery states, for screens and the API. The journal serves the documents.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class LaneEntries {
    private static final String STATE = Arrays.stream(State.values())
            .map(state -> " when " + state.sql + " then '" + state + "'")
            .collect(Collectors.joining("", "case", " end"));

    private static final String SELECT =
            "select e.terminal_id, e.entry_no, e.kind, e.document_id, e.received_at, e.source, " + STATE + " as state";

    private static final String DELIVERY =
            " left join lane l on l.target = :target and l.terminal_id = e.terminal_id left join parked p on p.target = :target"
                    + " and p.terminal_id = e.terminal_id and p.entry_no = e.entry_no";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** A page of a terminal's entries, the latest first. */
    public List<LaneEntry> read(Target target, UUID terminalId, Asked asked) {
        Sql query = Sql.query(
                        em,
                        SELECT + " from journal_entry e" + DELIVERY
                                + " where e.terminal_id = :terminal and e.entry_no > :after and e.entry_no < :before"
                                + asked.kind()
                                        .map(kind -> " and e.kind = :kind")
                                        .orElse("")
                                + asked.state()
                                        .map(state -> " and " + state.sql)
                                        .orElse("")
                                + " order by e.entry_no" + (asked.after() > 0 ? "" : " desc") + " limit :limit")
                .set("target", target)
                .set("terminal", terminalId)
                .set("after", asked.after())
                .set("before", asked.before())
                .set("limit", asked.limit());
        asked.kind().ifPresent(kind -> query.set("kind", kind));
        return query.list(LaneEntries::entry).stream()
                .sorted(Comparator.comparing(LaneEntry::entryNo).reversed())
                .toList();
    }

    /** The journal entries of parked entries, in no particular order. */
    public List<LaneEntry> ofParked(Target target, Collection<ParkedEntry> parked) {
        return Sql.query(
                        em,
                        SELECT
                                + " from unnest(cast(:terminals as uuid[]), cast(:numbers as bigint[])) as w (terminal_id, entry_no)"
                                + " join journal_entry e on e.terminal_id = w.terminal_id and e.entry_no = w.entry_no"
                                + DELIVERY)
                .set("target", target)
                .set("terminals", parked.stream().map(ParkedEntry::terminalId).toList())
                .set("numbers", parked.stream().map(ParkedEntry::entryNo).toList())
                .list(LaneEntries::entry);
    }

    private static LaneEntry entry(Row row) {
        return new LaneEntry(
                row.id("terminal_id"),
                row.number("entry_no"),
                EntryKind.valueOf(row.text("kind")),
                row.id("document_id"),
                row.instant("received_at"),
                Source.valueOf(row.text("source")),
                State.valueOf(row.text("state")));
    }

    /**
     * Filter and page of entries.
     *
     * @param state the state to show; empty: any
     * @param kind the kind to show; empty: any
     * @param after only higher numbers, starting with the lowest; 0: starting with the highest
     * @param before only lower numbers
     * @param limit page size
     */
    public record Asked(Optional<State> state, Optional<EntryKind> kind, long after, long before, int limit) {}
}
