package pro.saleflex.office.closure;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.closure.IncompletePeriod.Explanation;
import pro.saleflex.office.closure.ClosureAnomaly.Closing;
import pro.saleflex.office.closure.PeriodDocuments.Came;
import pro.saleflex.office.counter.DocumentNumber;
import pro.saleflex.office.figures.PeriodCompleteness;
import pro.saleflex.office.figures.PeriodCompleteness.Claim;

/**
 * What closed periods lack, by one rule ({@link PeriodCompleteness}) for board, alerts, pages and GATE.
 *
 * <p>Periods are judged by when their closures came, never by the dates on documents: those of a till that was offline for
 * long, or whose clock is wrong, as well.
 */
@Stateless
public class PeriodChecks {
    /** A closure may come before documents of its period; after this time they are missing. */
    public static final Duration DOCUMENTS_MAY_FOLLOW = Duration.ofMinutes(15);

    /** Characters of an explanation. */
    public static final int LONGEST_REASON = 500;

    /** By then a period was judged: it is complete for ever, or a known gap. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    /** Of one terminal, beside its known gaps. */
    private static final int LATEST = 200;

    /** Of the latest that could not be read; where nothing can be read any more, a period may lack too much. */
    private static final int MOST_UNREAD = 1000;

    private static final int MOST_HOLES = 50;

    private static final String KNOWN = "select terminal_id, closure_number from period_gap";

    private static final String CLOSURES = " select j.terminal_id, j.closure_number, c.total_document_count,"
            + " c.cancelled is true, e.received_at, held.documents from judged j"
            + " join closure c on c.terminal_id = j.terminal_id and c.closure_number = j.closure_number"
            + " join journal_entry e on e.id = c.id cross join lateral (select count(*) as documents"
            + " from sales_document d where d.terminal_id = j.terminal_id and d.closure_number = j.closure_number) held";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    AuditTrail audit;

    /**
     * Judges the periods whose closures came in the last seven days, and those that are known to lack documents.
     *
     * @return how many documents each terminal lacks that somebody should be alarmed about; one that lacks none is not in it
     */
    public SortedMap<UUID, Long> look() {
        Query judged = em.createNativeQuery(
                        "with judged as (select c.terminal_id, c.closure_number from journal_entry e"
                                + " join closure c on c.id = e.id where e.kind = 'CLOSURE' and e.received_at >= ?1"
                                + " and c.closure_number is not null union " + KNOWN + ")" + CLOSURES)
                .setParameter(1, clock.instant().minus(LOOKED_BACK).atOffset(ZoneOffset.UTC));
        List<IncompletePeriod> alarming = alarming(lacking(judged));
        remember(alarming);
        SortedMap<UUID, Long> missing = new TreeMap<>();
        alarming.forEach(period -> missing.merge(period.terminalId(), period.missing(), PeriodCompleteness::sum));
        return missing;
    }

    /** The periods that {@link #look} found last, as they are now, in the order of terminals and numbers. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<IncompletePeriod> known() {
        return alarming(lacking(em.createNativeQuery("with judged as (" + KNOWN + ")" + CLOSURES)));
    }

    /** A terminal's latest periods that lack documents, and all that are known, the explained ones too; the latest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<IncompletePeriod> lacking(UUID terminalId) {
        Query judged = em.createNativeQuery("with judged as ((select distinct terminal_id, closure_number from closure"
                        + " where terminal_id = ?1 and closure_number is not null order by closure_number desc limit "
                        + LATEST + ") union select c.terminal_id, c.closure_number from journal_entry e"
                        + " join closure c on c.id = e.id where e.kind = 'CLOSURE' and e.received_at >= ?2"
                        + " and c.terminal_id = ?1 and c.closure_number is not null union " + KNOWN
                        + " where terminal_id = ?1 union select terminal_id, closure_number from period_explanation"
                        + " where terminal_id = ?1)" + CLOSURES)
                .setParameter(1, terminalId)
                .setParameter(2, clock.instant().minus(LOOKED_BACK).atOffset(ZoneOffset.UTC));
        return lacking(judged).stream()
                .sorted(Comparator.comparing(IncompletePeriod::closureNumber).reversed())
                .toList();
    }

    /** A period as it is now; nothing when it lacks nothing. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<IncompletePeriod> lacking(UUID terminalId, long closureNumber) {
        Query judged = em.createNativeQuery("with judged as (select cast(?1 as uuid) as terminal_id,"
                        + " cast(?2 as bigint) as closure_number)" + CLOSURES)
                .setParameter(1, terminalId)
                .setParameter(2, closureNumber);
        return lacking(judged).stream().findFirst();
    }

    /** A period's closures, and the documents that came of it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public PeriodDocuments documents(UUID terminalId, long closureNumber) {
        Place place = new Place(terminalId, closureNumber);
        List<?> closures = em.createNativeQuery("select total_document_count, cancelled is true from closure"
                        + " where terminal_id = ?1 and closure_number = ?2")
                .setParameter(1, terminalId)
                .setParameter(2, closureNumber)
                .getResultList();
        return new PeriodDocuments(
                closures.stream()
                        .map(Object[].class::cast)
                        .map(row -> new Claim(whole(row[0]), (Boolean) row[1]))
                        .toList(),
                came(List.of(place)).getOrDefault(place, List.of()));
    }

    /**
     * Receipts that have not come yet of a terminal's open period, below the highest that has: they may be on their way. The
     * first of them, at most 50.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Gap> open(UUID terminalId) {
        List<?> rows = em.createNativeQuery("with latest as (select max(closure_number) as number from sales_document"
                        + " where terminal_id = ?1 and closure_number <= ?2)"
                        + " select closure_number, before + 1, receipt_number - 1 from ("
                        + " select d.closure_number, d.receipt_number,"
                        + " coalesce(lag(d.receipt_number) over (order by d.receipt_number), 0) as before"
                        + " from latest join sales_document d on d.terminal_id = ?1 and d.closure_number = latest.number"
                        + " where d.receipt_number between 1 and ?2 and not exists (select from closure c"
                        + " where c.terminal_id = ?1 and c.closure_number = latest.number)) n"
                        + " where receipt_number > before + 1 order by receipt_number limit " + MOST_HOLES)
                .setParameter(1, terminalId)
                .setParameter(2, DocumentNumber.HIGHEST)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Gap(whole(row[0]), whole(row[1]), whole(row[2])))
                .toList();
    }

    /** What does not fit together in a terminal's latest closures, in the order of the periods' numbers. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ClosureAnomaly> oddities(UUID terminalId) {
        List<?> rows = em.createNativeQuery("select closure_number, started_at, ended_at,"
                        + " coalesce(total_document_count, 0) from closure where terminal_id = ?1"
                        + " and closure_number is not null and cancelled is not true"
                        + " order by closure_number desc, id desc limit " + LATEST)
                .setParameter(1, terminalId)
                .getResultList();
        return ClosureAnomaly.of(rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Closing(whole(row[0]), instant(row[1]), instant(row[2]), whole(row[3])))
                .toList());
    }

    /** A reason as somebody typed it, made fit to be shown; nothing when it is none, or too long. */
    public static Optional<String> reason(String typed) {
        // Control characters would break the page that shows it.
        return Optional.ofNullable(typed)
                .map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_REASON);
    }

    /**
     * Somebody explains why a period lacks documents: it stays to be seen, and nobody is alarmed any more unless more is
     * missing. A later explanation takes the place of this one.
     *
     * @param missing how many documents that explains; when fewer are missing, those
     * @param reason see {@link #reason}
     * @param actor the portal user's name
     * @return the period; nothing when it lacks nothing
     */
    public Optional<IncompletePeriod> explain(
            UUID terminalId, long closureNumber, long missing, String reason, String actor) {
        Optional<IncompletePeriod> lacking = lacking(terminalId, closureNumber);
        lacking.ifPresent(period -> {
            long explained = Math.min(Math.max(1, missing), period.missing());
            em.createNativeQuery("insert into period_explanation (terminal_id, closure_number, missing, reason,"
                            + " explained_by, explained_at) values (?1, ?2, ?3, ?4, ?5, ?6)"
                            + " on conflict (terminal_id, closure_number) do update set missing = excluded.missing,"
                            + " reason = excluded.reason, explained_by = excluded.explained_by,"
                            + " explained_at = excluded.explained_at")
                    .setParameter(1, terminalId)
                    .setParameter(2, closureNumber)
                    .setParameter(3, explained)
                    .setParameter(4, reason)
                    .setParameter(5, actor)
                    .setParameter(6, clock.instant().atOffset(ZoneOffset.UTC))
                    .executeUpdate();
            audit.add(
                    actor,
                    "period.explain",
                    "terminal " + terminalId + " period " + closureNumber,
                    explained + " missing: " + reason);
        });
        return lacking(terminalId, closureNumber);
    }

    private List<IncompletePeriod> alarming(List<IncompletePeriod> periods) {
        Instant now = clock.instant();
        return periods.stream().filter(period -> period.alarms(now)).toList();
    }

    private void remember(List<IncompletePeriod> periods) {
        UUID[] terminals = periods.stream().map(IncompletePeriod::terminalId).toArray(UUID[]::new);
        Long[] numbers = periods.stream().map(IncompletePeriod::closureNumber).toArray(Long[]::new);
        String listed = "select * from unnest(cast(?1 as uuid[]), cast(?2 as bigint[]))";
        em.createNativeQuery("delete from period_gap where (terminal_id, closure_number) not in (" + listed + ")")
                .setParameter(1, terminals)
                .setParameter(2, numbers)
                .executeUpdate();
        em.createNativeQuery("insert into period_gap " + listed + " on conflict do nothing")
                .setParameter(1, terminals)
                .setParameter(2, numbers)
                .executeUpdate();
    }

    /** In the order of terminals and numbers. */
    private List<IncompletePeriod> lacking(Query judged) {
        SortedMap<Place, Closed> closed = new TreeMap<>();
        for (Object row : judged.getResultList()) {
            Object[] columns = (Object[]) row;
            Place place = new Place((UUID) columns[0], whole(columns[1]));
            Closed period = closed.computeIfAbsent(place, each -> new Closed(whole(columns[5])));
            period.claims.add(new Claim(whole(columns[2]), (Boolean) columns[3]));
            Instant at = instant(columns[4]);
            period.at = at.isAfter(period.at) ? at : period.at;
        }
        // Nearly all are complete by their documents' number alone.
        closed.values().removeIf(period -> period.claimed() == null || period.claimed() <= period.documents);
        if (closed.isEmpty()) {
            return List.of();
        }
        Map<Place, List<Came>> came = came(closed.keySet());
        Map<Place, Explanation> explanations = explanations(closed.keySet());
        List<IncompletePeriod> lacking = new ArrayList<>();
        closed.forEach((place, period) -> {
            PeriodCompleteness found = new PeriodDocuments(period.claims, came.getOrDefault(place, List.of())).completeness();
            if (found.missing() > 0) {
                lacking.add(new IncompletePeriod(
                        place.terminalId,
                        place.number,
                        found.missing(),
                        Gap.of(place.number, found.receipts()),
                        period.at,
                        explanations.get(place)));
            }
        });
        return lacking;
    }

    private Map<Place, List<Came>> came(Collection<Place> places) {
        Map<Place, List<Came>> came = new HashMap<>();
        List<?> rows = at(
                        places,
                        "select p.id, p.number, e.entry_no, d.receipt_number from sales_document d join places p"
                                + " on d.terminal_id = p.id and d.closure_number = p.number join journal_entry e on e.id = d.id"
                                + " order by e.terminal_id, e.entry_no")
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            came.computeIfAbsent(new Place((UUID) columns[0], whole(columns[1])), place -> new ArrayList<>())
                    .add(new Came(whole(columns[2]), whole(columns[3])));
        }
        addUnread(places, came);
        return came;
    }

    /**
     * Documents that cannot be read, or were refused, came, too: that we cannot make use of them is no reason to call them
     * missing. A refused one comes again when it was mended; so it counts only while no other has its number.
     */
    private void addUnread(Collection<Place> places, Map<Place, List<Came>> came) {
        List<?> rows = em.createNativeQuery("select t.id, u.* from unnest(cast(?1 as uuid[])) as t (id)"
                        + " cross join lateral ((select e.entry_no, e.payload from journal_flag f"
                        + " join journal_entry e on e.id = f.entry_id where f.flag = 'NOT_PROJECTED'"
                        + " and e.terminal_id = t.id and e.kind = 'TRANSACTION' order by e.entry_no desc limit ?2)"
                        + " union all (select cast(null as bigint), r.payload from rejection r where r.terminal_id = t.id"
                        + " and r.kind = 'TRANSACTION' order by r.id desc limit ?2)) u order by u.entry_no nulls last")
                .setParameter(
                        1, places.stream().map(Place::terminalId).distinct().toArray(UUID[]::new))
                .setParameter(2, MOST_UNREAD)
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            Long entryNo = whole(columns[1]);
            UnreadHead.of((String) columns[2])
                    .filter(head -> head.closureNumber() != null)
                    .ifPresent(head -> {
                        Place place = new Place((UUID) columns[0], head.closureNumber());
                        List<Came> others = came.getOrDefault(place, List.of());
                        if (places.contains(place) && (entryNo != null || isNew(head.receiptNumber(), others))) {
                            came.computeIfAbsent(place, each -> new ArrayList<>())
                                    .add(new Came(entryNo, head.receiptNumber()));
                        }
                    });
        }
    }

    private static boolean isNew(Long number, List<Came> others) {
        return number != null && others.stream().noneMatch(other -> number.equals(other.number()));
    }

    private Map<Place, Explanation> explanations(Collection<Place> places) {
        List<?> rows = at(
                        places,
                        "select p.id, p.number, x.missing, x.reason, x.explained_by, x.explained_at"
                                + " from period_explanation x join places p"
                                + " on x.terminal_id = p.id and x.closure_number = p.number")
                .getResultList();
        Map<Place, Explanation> explanations = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            explanations.put(
                    new Place((UUID) columns[0], whole(columns[1])),
                    new Explanation(whole(columns[2]), (String) columns[3], (String) columns[4], instant(columns[5])));
        }
        return explanations;
    }

    private Query at(Collection<Place> places, String sql) {
        return em.createNativeQuery("with places as (select * from"
                        + " unnest(cast(?1 as uuid[]), cast(?2 as bigint[])) as p (id, number)) " + sql)
                .setParameter(1, places.stream().map(Place::terminalId).toArray(UUID[]::new))
                .setParameter(2, places.stream().map(Place::number).toArray(Long[]::new));
    }

    private static Long whole(Object number) {
        return number == null ? null : ((Number) number).longValue();
    }

    private static Instant instant(Object timestamp) {
        return timestamp == null ? null : ((java.sql.Timestamp) timestamp).toInstant();
    }

    /** A period of a terminal. */
    private record Place(UUID terminalId, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::terminalId)
                    .thenComparing(Place::number)
                    .compare(this, other);
        }
    }

    /** A closed period, while it is read. */
    private static final class Closed {
        private final long documents;
        private final List<Claim> claims = new ArrayList<>();
        private Instant at = Instant.MIN;

        Closed(long documents) {
            this.documents = documents;
        }

        Long claimed() {
            return PeriodCompleteness.claimed(claims);
        }
    }
}
