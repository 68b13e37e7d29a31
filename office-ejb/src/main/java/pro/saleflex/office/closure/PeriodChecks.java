package pro.saleflex.office.closure;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.closure.ClosureAnomaly.Closing;
import pro.saleflex.office.closure.IncompletePeriod.Explanation;
import pro.saleflex.office.closure.PeriodDocuments.ReceivedDocument;
import pro.saleflex.office.counter.DocumentNumber;
import pro.saleflex.office.figures.PeriodCompleteness;
import pro.saleflex.office.figures.PeriodCompleteness.Claim;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.platform.Sql.Row;

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
            + " c.cancelled is true as cancelled, e.received_at, held.documents from judged j"
            + " join closure c on c.terminal_id = j.terminal_id and c.closure_number = j.closure_number"
            + " join journal_entry e on e.id = c.id cross join lateral (select count(*) as documents"
            + " from sales_document d"
            + " where d.terminal_id = j.terminal_id and d.closure_number = j.closure_number) held";

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
        Sql judged = Sql.query(
                        em,
                        "with judged as (select c.terminal_id, c.closure_number from journal_entry e"
                                + " join closure c on c.id = e.id where e.kind = 'CLOSURE' and e.received_at >= :since"
                                + " and c.closure_number is not null union " + KNOWN_GAPS + ")" + CLOSURES)
                .set("since", clock.instant().minus(LOOK_BACK));
        List<IncompletePeriod> gaps = needingAlert(incomplete(judged));
        saveKnownGaps(gaps);
        SortedMap<UUID, Long> missing = new TreeMap<>();
        gaps.forEach(period -> missing.merge(period.terminalId(), period.missing(), PeriodCompleteness::saturatedSum));
        return missing;
    }

    /** Returns the periods that {@link #check} last found to need an alert, as they are now, by terminal and number. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<IncompletePeriod> knownGaps() {
        return needingAlert(incomplete(Sql.query(em, "with judged as (" + KNOWN_GAPS + ")" + CLOSURES)));
    }

    /**
     * Returns a terminal's incomplete periods, newest first: its known and explained gaps, and those among its latest
     * periods.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<IncompletePeriod> incomplete(UUID terminalId) {
        Sql judged = Sql.query(
                        em,
                        "with judged as ((select distinct terminal_id, closure_number from closure"
                                + " where terminal_id = :terminal and closure_number is not null"
                                + " order by closure_number desc limit " + LATEST
                                + ") union select c.terminal_id, c.closure_number from journal_entry e"
                                + " join closure c on c.id = e.id where e.kind = 'CLOSURE' and e.received_at >= :since"
                                + " and c.terminal_id = :terminal and c.closure_number is not null union " + KNOWN_GAPS
                                + " where terminal_id = :terminal"
                                + " union select terminal_id, closure_number from period_explanation"
                                + " where terminal_id = :terminal)" + CLOSURES)
                .set("terminal", terminalId)
                .set("since", clock.instant().minus(LOOK_BACK));
        return incomplete(judged).stream()
                .sorted(Comparator.comparing(IncompletePeriod::closureNumber).reversed())
                .toList();
    }

    /** Returns a period as it is now; empty if it lacks nothing. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<IncompletePeriod> incomplete(UUID terminalId, long closureNumber) {
        Sql judged = Sql.query(
                        em,
                        "with judged as (select cast(:terminal as uuid) as terminal_id,"
                                + " cast(:closure as bigint) as closure_number)" + CLOSURES)
                .set("terminal", terminalId)
                .set("closure", closureNumber);
        return incomplete(judged).stream().findFirst();
    }

    /** Returns a period's closures and the documents received for it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public PeriodDocuments documents(UUID terminalId, long closureNumber) {
        PeriodKey place = new PeriodKey(terminalId, closureNumber);
        List<Claim> claims = Sql.query(
                        em,
                        "select total_document_count, cancelled is true as cancelled from closure"
                                + " where terminal_id = :terminal and closure_number = :closure")
                .set("terminal", terminalId)
                .set("closure", closureNumber)
                .list(PeriodChecks::claim);
        return new PeriodDocuments(claims, received(List.of(place)).getOrDefault(place, List.of()));
    }

    /**
     * Returns the gaps in a terminal's open period below the highest receipt received; these receipts may still be on
     * their way. At most the first 50 gaps.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Gap> openPeriodGaps(UUID terminalId) {
        return Sql.query(
                        em,
                        "with latest as (select max(closure_number) as number from sales_document"
                                + " where terminal_id = :terminal and closure_number <= :highest)"
                                + " select closure_number, before + 1 as first_missing,"
                                + " receipt_number - 1 as last_missing from ("
                                + " select d.closure_number, d.receipt_number,"
                                + " coalesce(lag(d.receipt_number) over (order by d.receipt_number), 0) as before"
                                + " from latest join sales_document d on d.terminal_id = :terminal"
                                + " and d.closure_number = latest.number"
                                + " where d.receipt_number between 1 and :highest and not exists (select from closure c"
                                + " where c.terminal_id = :terminal and c.closure_number = latest.number)) n"
                                + " where receipt_number > before + 1 order by receipt_number limit " + MAX_OPEN_GAPS)
                .set("terminal", terminalId)
                .set("highest", DocumentNumber.HIGHEST)
                .list(row ->
                        new Gap(row.number("closure_number"), row.number("first_missing"), row.number("last_missing")));
    }

    /** Returns the inconsistencies in a terminal's latest closures, in the order of period numbers. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ClosureAnomaly> anomalies(UUID terminalId) {
        return ClosureAnomaly.of(Sql.query(
                        em,
                        "select closure_number, started_at, ended_at,"
                                + " coalesce(total_document_count, 0) as documents from closure"
                                + " where terminal_id = :terminal"
                                + " and closure_number is not null and cancelled is not true"
                                + " order by closure_number desc, id desc limit " + LATEST)
                .set("terminal", terminalId)
                .list(row -> new Closing(
                        row.number("closure_number"),
                        row.instant("started_at"),
                        row.instant("ended_at"),
                        row.number("documents"))));
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
            Sql.query(
                            em,
                            "insert into period_explanation (terminal_id, closure_number, missing, reason,"
                                    + " explained_by, explained_at)"
                                    + " values (:terminal, :closure, :missing, :reason, :actor, :now)"
                                    + " on conflict (terminal_id, closure_number) do update"
                                    + " set missing = excluded.missing,"
                                    + " reason = excluded.reason, explained_by = excluded.explained_by,"
                                    + " explained_at = excluded.explained_at")
                    .set("terminal", terminalId)
                    .set("closure", closureNumber)
                    .set("missing", explained)
                    .set("reason", reason)
                    .set("actor", actor)
                    .set("now", clock.instant())
                    .update();
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
        List<UUID> terminals =
                periods.stream().map(IncompletePeriod::terminalId).toList();
        List<Long> closures =
                periods.stream().map(IncompletePeriod::closureNumber).toList();
        String listed = "select * from unnest(cast(:terminals as uuid[]), cast(:closures as bigint[]))";
        Sql.query(em, "delete from period_gap where (terminal_id, closure_number) not in (" + listed + ")")
                .set("terminals", terminals)
                .set("closures", closures)
                .update();
        Sql.query(em, "insert into period_gap " + listed + " on conflict do nothing")
                .set("terminals", terminals)
                .set("closures", closures)
                .update();
    }

    /** Returns the incomplete ones among the periods of a query, by terminal and number. */
    private List<IncompletePeriod> incomplete(Sql judged) {
        SortedMap<PeriodKey, ClosureClaims> closed = new TreeMap<>();
        judged.groups(PeriodKey::of, Function.identity())
                .forEach((place, closures) -> closed.put(place, ClosureClaims.of(closures)));
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
        Map<PeriodKey, List<ReceivedDocument>> received = at(
                        places,
                        "select p.terminal_id, p.closure_number, e.entry_no, d.receipt_number from sales_document d"
                                + " join places p on d.terminal_id = p.terminal_id"
                                + " and d.closure_number = p.closure_number join journal_entry e on e.id = d.id"
                                + " order by e.terminal_id, e.entry_no")
                .groups(
                        PeriodKey::of,
                        row -> new ReceivedDocument(row.number("entry_no"), row.numberOrNull("receipt_number")));
        addUnread(places, received);
        return received;
    }

    /**
     * Adds the documents that could not be read or were rejected: they were received, so they are not missing. A
     * rejected document may be sent again once it is fixed, so it counts only while no other document has its number.
     */
    private void addUnread(Collection<PeriodKey> places, Map<PeriodKey, List<ReceivedDocument>> received) {
        List<Row> unread = Sql.query(
                        em,
                        "select t.id, u.entry_no, u.payload from unnest(cast(:terminals as uuid[])) as t (id)"
                                + " cross join lateral ((select e.entry_no, e.payload from journal_flag f"
                                + " join journal_entry e on e.id = f.entry_id where f.flag = 'NOT_PROJECTED'"
                                + " and e.terminal_id = t.id and e.kind = 'TRANSACTION'"
                                + " order by e.entry_no desc limit :most)"
                                + " union all (select cast(null as bigint), r.payload from rejection r"
                                + " where r.terminal_id = t.id"
                                + " and r.kind = 'TRANSACTION' order by r.id desc limit :most)) u"
                                + " order by u.entry_no nulls last")
                .set(
                        "terminals",
                        places.stream().map(PeriodKey::terminalId).distinct().toList())
                .set("most", MAX_UNREAD)
                .list(Function.identity());
        for (Row row : unread) {
            Long entryNo = row.numberOrNull("entry_no");
            UnreadHead.of(row.text("payload"))
                    .filter(head -> head.closureNumber() != null)
                    .ifPresent(head -> {
                        PeriodKey place = new PeriodKey(row.id("id"), head.closureNumber());
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
        return at(
                        places,
                        "select p.terminal_id, p.closure_number, x.missing, x.reason, x.explained_by, x.explained_at"
                                + " from period_explanation x join places p"
                                + " on x.terminal_id = p.terminal_id and x.closure_number = p.closure_number")
                .map(
                        PeriodKey::of,
                        row -> new Explanation(
                                row.number("missing"),
                                row.text("reason"),
                                row.text("explained_by"),
                                row.instant("explained_at")));
    }

    private Sql at(Collection<PeriodKey> places, String sql) {
        return Sql.query(
                        em,
                        "with places as (select * from unnest(cast(:terminals as uuid[]), cast(:closures as bigint[]))"
                                + " as p (terminal_id, closure_number)) " + sql)
                .set("terminals", places.stream().map(PeriodKey::terminalId).toList())
                .set("closures", places.stream().map(PeriodKey::number).toList());
    }

    private static Claim claim(Row closure) {
        return new Claim(closure.numberOrNull("total_document_count"), closure.flag("cancelled"));
    }

    /** A period of a terminal. */
    private record PeriodKey(UUID terminalId, long number) implements Comparable<PeriodKey> {
        static PeriodKey of(Row row) {
            return new PeriodKey(row.id("terminal_id"), row.number("closure_number"));
        }

        @Override
        public int compareTo(PeriodKey other) {
            return Comparator.comparing(PeriodKey::terminalId)
                    .thenComparing(PeriodKey::number)
                    .compare(this, other);
        }
    }

    /**
     * What the closures of a period claim.
     *
     * @param at when the latest of them was received
     * @param documents number of documents that the period has
     */
    private record ClosureClaims(List<Claim> claims, Instant at, long documents) {
        static ClosureClaims of(List<Row> closures) {
            return new ClosureClaims(
                    closures.stream().map(PeriodChecks::claim).toList(),
                    closures.stream()
                            .map(closure -> closure.instant("received_at"))
                            .max(Comparator.naturalOrder())
                            .orElseThrow(),
                    closures.get(0).number("documents"));
        }

        Long claimed() {
            return PeriodCompleteness.claimed(claims);
        }
    }
}
