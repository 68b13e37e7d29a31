package pro.saleflex.office.archive;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.archive.ArchiveDisk.Space;
import pro.saleflex.office.archive.ArchiveDisk.State;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.lane.LaneView;
import pro.saleflex.office.lane.Lanes;
import pro.saleflex.office.lane.Lanes.Sum;
import pro.saleflex.office.lane.Target;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** The state of the archive, for screens, the API and metrics. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Archives {
    /** Entries that are neither in the archive nor at GATE, but for parked ones: those numbers are counted, not read. */
    private static final String BEHIND_BOTH = " from journal_head h"
            + " left join lane a on a.target = 'ARCHIVE' and a.terminal_id = h.terminal_id"
            + " left join lane g on g.target = 'GATE' and g.terminal_id = h.terminal_id"
            + " where h.entry_no > greatest(coalesce(a.done_upto, 0), coalesce(g.done_upto, 0))";

    /** Entries that GATE has passed over and the archive has not reached. */
    private static final String PARKED = " from parked p"
            + " left join lane a on a.target = 'ARCHIVE' and a.terminal_id = p.terminal_id"
            + " where p.target = 'GATE' and p.delivered_at is null and p.entry_no > coalesce(a.done_upto, 0)";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    OfficeConfig config;

    @Inject
    ArchiveDisk disk;

    @Inject
    ArchiveWriter writer;

    @Inject
    Lanes lanes;

    @Inject
    Terminals terminals;

    /** Whether the archive is being written, and how far it is. */
    public ArchiveState state() {
        State place = disk.state();
        Optional<Instant> hanging = writer.hangingSince();
        Sum sum = lanes.sum(Target.ARCHIVE);
        return new ArchiveState(
                config.archiveDirectory(),
                place.available() && hanging.isEmpty(),
                hanging.map(since -> config.archiveDirectory() + " does not answer.")
                        .orElse(place.reason()),
                hanging.orElse(place.since()),
                sum.done(),
                sum.waiting(),
                sum.oldest(),
                config.archiveEncrypt(),
                disk.space(),
                disk.sealedAt());
    }

    /** Whether the set directory holds the archive of another store, as far as anybody has looked. */
    public boolean isOfAnotherStore() {
        return disk.isOfAnotherStore();
    }

    /** A till whose journal does not fit its archive, and why, as text; empty: there is none. */
    public Optional<String> mismatch() {
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        return lanes.lanes(Target.ARCHIVE, byId.keySet()).stream()
                .filter(lane -> lane.lastError() != null)
                .sorted(Comparator.comparing(LaneView::failingSince))
                .findFirst()
                .map(lane -> byId.get(lane.terminalId()) + ": " + lane.lastError());
    }

    /** The documents that exist in this database only. */
    public SingleCopies singleCopies() {
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        long documents = count("select coalesce(sum(entry_count(h.terminal_id, greatest(coalesce(a.done_upto, 0),"
                        + " coalesce(g.done_upto, 0)), h.entry_no)), 0) as n" + BEHIND_BOTH)
                + count("select cast(count(*) as numeric) as n" + PARKED);
        if (documents == 0) {
            return new SingleCopies(0, values, Optional.empty());
        }
        String entries = "select h.terminal_id, h.entry_no as upto, greatest(coalesce(a.done_upto, 0),"
                + " coalesce(g.done_upto, 0)) as after" + BEHIND_BOTH
                + " union all select p.terminal_id, p.entry_no, p.entry_no - 1" + PARKED;
        values.putAll(Sql.query(
                        em,
                        "select d.currency, sum(d.net_amount) as amount from (" + entries + ") s"
                                + " join journal_entry e on e.terminal_id = s.terminal_id and e.entry_no > s.after"
                                + " and e.entry_no <= s.upto join sales_document d on d.id = e.id"
                                + " where d.currency is not null and d.net_amount is not null group by d.currency")
                .map(row -> row.text("currency"), row -> row.amount("amount")));
        Optional<Instant> oldest = Sql.query(
                        em,
                        "select min(e.received_at) as oldest_at from (" + entries + ") s cross join lateral"
                                + " (select j.received_at from journal_entry j where j.terminal_id = s.terminal_id"
                                + " and j.entry_no > s.after order by j.entry_no limit 1) e")
                .first(row -> row.instant("oldest_at"));
        return new SingleCopies(documents, values, oldest);
    }

    private long count(String statement) {
        return Sql.query(em, statement).single(row -> row.amount("n").longValue());
    }

    /**
     * The state of the archive.
     *
     * @param directory where it lies
     * @param available it can be written to
     * @param reason why not; empty: it can, or nobody has looked yet
     * @param since when that began; null: nobody has looked yet
     * @param archived number of entries that are in it
     * @param waiting number of entries that are not
     * @param oldest when the oldest of those was received; empty: none waits
     * @param encrypted its documents are encrypted, not only secrets and personal data
     * @param space the room on its disk; empty: not known
     * @param sealedAt when the last segment was sealed; empty: there is none, or nobody has looked yet
     */
    public record ArchiveState(
            Path directory,
            boolean available,
            String reason,
            Instant since,
            long archived,
            long waiting,
            Optional<Instant> oldest,
            boolean encrypted,
            Optional<Space> space,
            Optional<Instant> sealedAt) {}

    /**
     * Documents that are in this database only: neither in the archive nor at GATE.
     *
     * @param documents number of entries
     * @param values what they are worth, by currency code; documents without a readable amount are left out
     * @param oldest when the oldest was received; empty: there is none
     */
    public record SingleCopies(long documents, Map<String, BigDecimal> values, Optional<Instant> oldest) {}
}
