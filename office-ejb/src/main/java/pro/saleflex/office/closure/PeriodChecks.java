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
import pro.saleflex.office.closure.ClosureAnomaly.Closing;
import pro.saleflex.office.closure.IncompletePeriod.Explanation;
import pro.saleflex.office.closure.PeriodDocuments.ReceivedDocument;
import pro.saleflex.office.counter.DocumentNumber;
import pro.saleflex.office.figures.PeriodCompleteness;
import pro.saleflex.office.figures.PeriodCompleteness.Claim;

/**
 * Checks closed periods for missing documents, by one rule ({@link PeriodCompleteness}) for board, alerts, pages and
 * GATE.
 *
 * <p>A period is due for checking by the time its closure was received, never by the dates on documents, so that
 * terminals that were offline for long or have a wrong clock are covered too.
 */
@Stateless
public class PeriodChecks {
    /** A closure may arrive before documents of its period; only after this time do they count as missing. */
    public static final Duration GRACE_PERIOD = Duration.ofMinutes(15);

    /** Maximum length of an explanation, in characters. */
    public static final int LONGEST_REASON = 500;

    /** Older closures need no check: by then a period is complete for good, or a known gap. */
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    /** Number of a terminal's latest periods to check, besides its known gaps. */
    private static final int LATEST = 200;

    /**
     * Number of a terminal's latest unreadable documents to look at. If it has more, a period may seem to lack too
     * many.
     */
    private static final int MAX_UNREAD = 1000;

    private static final int MAX_OPEN_GAPS = 50;

    private static final String KNOWN_GAPS = "select terminal_id, closure_number from period_gap";

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
     * Checks the periods whose closures were received in the last seven days, and the known gaps; remembers the gaps
     * that need an alert.
     *
     * @return number of missing documents that need an alert, by terminal; terminals without any are absent
     */
    public SortedMap<UUID, Long> check() {
        Query judged = em.createNativeQuery(
                        "with judged as (select c.terminal_id, c.closure_number from journal_entry e"
                                + " join closure c on c.id = e.id where e.kind = 'CLOSURE' and e.received_at >= ?1"
                                + " and c.closure_number is not null union " + KNOWN_GAPS + ")" + CLOSURES)
                .setParameter(1, clock.instant().minus(LOOK_BACK).atOffset(ZoneOffset.UTC));
        List<IncompletePeriod> gaps = needingAlert(incomplete(judged));
        saveKnownGaps(gaps);
        SortedMap<UUID, Long> missing = new TreeMap<>();
        gaps.forEach(period -> missing.merge(period.terminalId(), period.missing(), PeriodCompleteness::saturatedSum));
        return missing;
    }

    /** Returns the periods that {@link #check} last found to need an alert, as they are now, by terminal and number. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<IncompletePeriod> knownGaps() {
        return needingAlert(incomplete(em.createNativeQuery("with judged as (" + KNOWN_GAPS + ")" + CLOSURES)));
    }

    /**
     * Returns a terminal's incomplete periods, newest first: its known and explained gaps, and those among its latest
     * periods.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<IncompletePeriod> incomplete(UUID terminalId) {
        Query judged = em.createNativeQuery("with judged as ((select distinct terminal_id, closure_number from closure"
                        + " where terminal_id = ?1 and closure_number is not null order by closure_number desc limit "
                        + LATEST + ") union select c.terminal_id, c.closure_number from journal_entry e"
                        + " join closure c on c.id = e.id where e.kind = 'CLOSURE' and e.received_at >= ?2"
                        + " and c.terminal_id = ?1 and c.closure_number is not null union " + KNOWN_GAPS
                        + " where terminal_id = ?1 union select terminal_id, closure_number from period_explanation"
                        + " where terminal_id = ?1)" + CLOSURES)
                .setParameter(1, terminalId)
                .setParameter(2, clock.instant().minus(LOOK_BACK).atOffset(ZoneOffset.UTC));
        return incomplete(judged).stream()
                .sorted(Comparator.comparing(IncompletePeriod::closureNumber).reversed())
                .toList();
    }

    /** Returns a period as it is now; empty if it lacks nothing. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<IncompletePeriod> incomplete(UUID terminalId, long closureNumber) {
        Query judged = em.createNativeQuery("with judged as (select cast(?1 as uuid) as terminal_id,"
                        + " cast(?2 as bigint) as closure_number)" + CLOSURES)
                .setParameter(1, terminalId)
                .setParameter(2, closureNumber);
        return incomplete(judged).stream().findFirst();
    }

    /** Returns a period's closures and the documents received for it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public PeriodDocuments documents(UUID terminalId, long closureNumber) {
        PeriodKey place = new PeriodKey(terminalId, closureNumber);
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
                received(List.of(place)).getOrDefault(place, List.of()));
    }

    /**
     * Returns the gaps in a terminal's open period below the highest receipt received; these receipts may still be on
     * their way. At most the first 50 gaps.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Gap> openPeriodGaps(UUID terminalId) {
        List<?> rows = em.createNativeQuery("with latest as (select max(closure_number) as number from sales_document"
                        + " where terminal_id = ?1 and closure_number <= ?2)"
                        + " select closure_number, before + 1, receipt_number - 1 from ("
                        + " select d.closure_number, d.receipt_number,"
                        + " coalesce(lag(d.receipt_number) over (order by d.receipt_number), 0) as before"
                        + " from latest join sales_document d on d.terminal_id = ?1 and d.closure_number = latest.number"
                        + " where d.receipt_number between 1 and ?2 and not exists (select from closure c"
                        + " where c.terminal_id = ?1 and c.closure_number = latest.number)) n"
                        + " where receipt_number > before + 1 order by receipt_number limit " + MAX_OPEN_GAPS)
                .setParameter(1, terminalId)
                .setParameter(2, DocumentNumber.HIGHEST)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Gap(whole(row[0]), whole(row[1]), whole(row[2])))
                .toList();
    }

    /** Returns the inconsistencies in a terminal's latest closures, in the order of period numbers. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ClosureAnomaly> anomalies(UUID terminalId) {
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

    /** Cleans up a reason as typed by a user; empty if it is blank or too long. */
    public static Optional<String> reason(String typed) {
        // Control characters would break the page that shows the reason.
        return Optional.ofNullable(typed)
                .map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_REASON);
    }

    /**
     * Records why a period lacks documents. The gap stays visible, but raises no alert unless more documents turn out
     * to be missing. A later explanation replaces an earlier one.
     *
     * @param missing number of documents that it explains; capped at the number missing
     * @param reason cleaned up by {@link #reason}
     * @param actor name of the portal user
     * @return the period; empty if it lacks nothing
     */
    public Optional<IncompletePeriod> explain(
            UUID terminalId, long closureNumber, long missing, String reason, String actor) {
        Optional<IncompletePeriod> incomplete = incomplete(terminalId, closureNumber);
        incomplete.ifPresent(period -> {
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
        return incomplete(terminalId, closureNumber);
    }

    private List<IncompletePeriod> needingAlert(List<IncompletePeriod> periods) {
        Instant now = clock.instant();
        return periods.stream().filter(period -> period.needsAlert(now)).toList();
    }

    private void saveKnownGaps(List<IncompletePeriod> periods) {
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

    /** Returns the incomplete ones among the periods of a query, by terminal and number. */
    private List<IncompletePeriod> incomplete(Query judged) {
        SortedMap<PeriodKey, ClosureClaims> closed = new TreeMap<>();
        for (Object row : judged.getResultList()) {
            Object[] columns = (Object[]) row;
            PeriodKey place = new PeriodKey((UUID) columns[0], whole(columns[1]));
            ClosureClaims period = closed.computeIfAbsent(place, each -> new ClosureClaims(whole(columns[5])));
            period.claims.add(new Claim(whole(columns[2]), (Boolean) columns[3]));
            Instant at = instant(columns[4]);
            period.at = at.isAfter(period.at) ? at : period.at;
        }
        // For nearly all periods the number of documents alone shows that they are complete.
        closed.values().removeIf(period -> period.claimed() == null || period.claimed() <= period.documents);
        if (closed.isEmpty()) {
            return List.of();
        }
        Map<PeriodKey, List<ReceivedDocument>> received = received(closed.keySet());
        Map<PeriodKey, Explanation> explanations = explanations(closed.keySet());
        List<IncompletePeriod> incomplete = new ArrayList<>();
        closed.forEach((place, period) -> {
            PeriodCompleteness found =
                    new PeriodDocuments(period.claims, received.getOrDefault(place, List.of())).completeness();
            if (found.missing() > 0) {
                incomplete.add(new IncompletePeriod(
                        place.terminalId,
                        place.number,
                        found.missing(),
                        Gap.of(place.number, found.receipts()),
                        period.at,
                        explanations.get(place)));
            }
        });
        return incomplete;
    }

    private Map<PeriodKey, List<ReceivedDocument>> received(Collection<PeriodKey> places) {
        Map<PeriodKey, List<ReceivedDocument>> received = new HashMap<>();
        List<?> rows = at(
                        places,
                        "select p.id, p.number, e.entry_no, d.receipt_number from sales_document d join places p"
                                + " on d.terminal_id = p.id and d.closure_number = p.number join journal_entry e on e.id = d.id"
                                + " order by e.terminal_id, e.entry_no")
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            received.computeIfAbsent(new PeriodKey((UUID) columns[0], whole(columns[1])), place -> new ArrayList<>())
                    .add(new ReceivedDocument(whole(columns[2]), whole(columns[3])));
        }
        addUnread(places, received);
        return received;
    }

    /**
     * Adds the documents that could not be read or were rejected: they were received, so they are not missing. A
     * rejected document may be sent again once it is fixed, so it counts only while no other document has its number.
     */
    private void addUnread(Collection<PeriodKey> places, Map<PeriodKey, List<ReceivedDocument>> received) {
        List<?> rows = em.createNativeQuery("select t.id, u.* from unnest(cast(?1 as uuid[])) as t (id)"
                        + " cross join lateral ((select e.entry_no, e.payload from journal_flag f"
                        + " join journal_entry e on e.id = f.entry_id where f.flag = 'NOT_PROJECTED'"
                        + " and e.terminal_id = t.id and e.kind = 'TRANSACTION' order by e.entry_no desc limit ?2)"
                        + " union all (select cast(null as bigint), r.payload from rejection r where r.terminal_id = t.id"
                        + " and r.kind = 'TRANSACTION' order by r.id desc limit ?2)) u order by u.entry_no nulls last")
                .setParameter(
                        1, places.stream().map(PeriodKey::terminalId).distinct().toArray(UUID[]::new))
                .setParameter(2, MAX_UNREAD)
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            Long entryNo = whole(columns[1]);
            UnreadHead.of((String) columns[2])
                    .filter(head -> head.closureNumber() != null)
                    .ifPresent(head -> {
                        PeriodKey place = new PeriodKey((UUID) columns[0], head.closureNumber());
                        List<ReceivedDocument> others = received.getOrDefault(place, List.of());
                        if (places.contains(place) && (entryNo != null || isUnused(head.receiptNumber(), others))) {
                            received.computeIfAbsent(place, each -> new ArrayList<>())
                                    .add(new ReceivedDocument(entryNo, head.receiptNumber()));
                        }
                    });
        }
    }

    private static boolean isUnused(Long number, List<ReceivedDocument> others) {
        return number != null && others.stream().noneMatch(other -> number.equals(other.number()));
    }

    private Map<PeriodKey, Explanation> explanations(Collection<PeriodKey> places) {
        List<?> rows = at(
                        places,
                        "select p.id, p.number, x.missing, x.reason, x.explained_by, x.explained_at"
                                + " from period_explanation x join places p"
                                + " on x.terminal_id = p.id and x.closure_number = p.number")
                .getResultList();
        Map<PeriodKey, Explanation> explanations = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            explanations.put(
                    new PeriodKey((UUID) columns[0], whole(columns[1])),
                    new Explanation(whole(columns[2]), (String) columns[3], (String) columns[4], instant(columns[5])));
        }
        return explanations;
    }

    private Query at(Collection<PeriodKey> places, String sql) {
        return em.createNativeQuery("with places as (select * from"
                        + " unnest(cast(?1 as uuid[]), cast(?2 as bigint[])) as p (id, number)) " + sql)
                .setParameter(1, places.stream().map(PeriodKey::terminalId).toArray(UUID[]::new))
                .setParameter(2, places.stream().map(PeriodKey::number).toArray(Long[]::new));
    }

    private static Long whole(Object number) {
        return number == null ? null : ((Number) number).longValue();
    }

    private static Instant instant(Object timestamp) {
        return timestamp == null ? null : ((java.sql.Timestamp) timestamp).toInstant();
    }

    /** A period of a terminal. */
    private record PeriodKey(UUID terminalId, long number) implements Comparable<PeriodKey> {
        @Override
        public int compareTo(PeriodKey other) {
            return Comparator.comparing(PeriodKey::terminalId)
                    .thenComparing(PeriodKey::number)
                    .compare(this, other);
        }
    }

    /** A closed period while its rows are read. */
    private static final class ClosureClaims {
        private final long documents;
        private final List<Claim> claims = new ArrayList<>();
        private Instant at = Instant.MIN;

        ClosureClaims(long documents) {
            this.documents = documents;
        }

        Long claimed() {
            return PeriodCompleteness.claimed(claims);
        }
    }
}
