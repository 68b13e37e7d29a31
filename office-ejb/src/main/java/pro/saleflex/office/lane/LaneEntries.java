package pro.saleflex.office.lane;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
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
            "select e.terminal_id, e.entry_no, e.kind, e.document_id, e.received_at, e.source, " + STATE;

    private static final String DELIVERY =
            " left join lane l on l.target = ?1 and l.terminal_id = e.terminal_id left join parked p on p.target = ?1"
                    + " and p.terminal_id = e.terminal_id and p.entry_no = e.entry_no";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /** A page of a terminal's entries, the latest first. */
    public List<LaneEntry> read(Target target, UUID terminalId, Asked asked) {
        Query query = em.createNativeQuery(SELECT + " from journal_entry e" + DELIVERY
                        + " where e.terminal_id = ?2 and e.entry_no > ?3 and e.entry_no < ?4"
                        + asked.kind().map(kind -> " and e.kind = ?6").orElse("")
                        + asked.state().map(state -> " and " + state.sql).orElse("")
                        + " order by e.entry_no" + (asked.after() > 0 ? "" : " desc") + " limit ?5")
                .setParameter(1, target.name())
                .setParameter(2, terminalId)
                .setParameter(3, asked.after())
                .setParameter(4, asked.before())
                .setParameter(5, asked.limit());
        asked.kind().ifPresent(kind -> query.setParameter(6, kind.name()));
        return entries(query).stream()
                .sorted(Comparator.comparing(LaneEntry::entryNo).reversed())
                .toList();
    }

    /** The journal entries of parked entries, in no particular order. */
    public List<LaneEntry> ofParked(Target target, Collection<Parked> parked) {
        return entries(em.createNativeQuery(SELECT
                        + " from unnest(cast(?2 as uuid[]), cast(?3 as bigint[])) as w (terminal_id, entry_no)"
                        + " join journal_entry e on e.terminal_id = w.terminal_id and e.entry_no = w.entry_no"
                        + DELIVERY)
                .setParameter(1, target.name())
                .setParameter(2, parked.stream().map(Parked::terminalId).toArray(UUID[]::new))
                .setParameter(3, parked.stream().map(Parked::entryNo).toArray(Long[]::new)));
    }

    private static List<LaneEntry> entries(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new LaneEntry(
                        (UUID) row[0],
                        ((Number) row[1]).longValue(),
                        EntryKind.valueOf((String) row[2]),
                        (UUID) row[3],
                        Lanes.instant(row[4]),
                        Source.valueOf((String) row[5]),
                        State.valueOf((String) row[6])))
                .toList();
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
