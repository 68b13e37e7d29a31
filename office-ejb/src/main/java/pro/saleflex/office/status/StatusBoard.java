package pro.saleflex.office.status;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.sales.SalesReader;

/**
 * The status board: what managers see of the terminals. Read only; a constant number of queries whatever the number of
 * terminals.
 *
 * <p>The caller decides who may see which store: a method that takes stores returns only their terminals.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StatusBoard {
    private static final Duration STRIP = Duration.ofHours(24);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    @Inject
    SalesReader sales;

    @Inject
    TerminalRequests requests;

    @Inject
    StatusHistory history;

    /** All terminals, worst state first, then by store and number. */
    public List<Tile> tiles() {
        return tiles(Sql.query(em, TileReader.SQL));
    }

    /** The terminals of these stores, in the same order. */
    public List<Tile> tiles(Set<UUID> storeIds) {
        return tiles(Sql.query(em, TileReader.SQL + " where s.id = any (cast(:stores as uuid[]))")
                .set("stores", storeIds));
    }

    /** These terminals, in the same order; those that no longer exist are left out. */
    public List<Tile> tilesOf(Collection<UUID> terminalIds) {
        return tiles(Sql.query(em, TileReader.SQL + " where t.id = any (cast(:terminals as uuid[]))")
                .set("terminals", terminalIds));
    }

    private List<Tile> tiles(Sql query) {
        Instant now = clock.instant();
        List<Sql.Row> rows = query.list(Function.identity());
        List<UUID> ids = rows.stream().map(row -> row.id("id")).toList();
        TileReader reader = new TileReader(
                sales.dayFigures(TileReader.days(rows, now)),
                sales.lastDocumentAt(ids),
                history.changes(ids, now.minus(STRIP), now),
                now);
        return rows.stream()
                .map(row -> reader.tile(row, now.minus(STRIP)))
                .sorted(TileReader.WORST_FIRST)
                .toList();
    }

    /**
     * The terminals that changed since an earlier call.
     *
     * @param next {@link Changes#next()} of that call; 0: all
     */
    public Changes<TerminalChanged> changedSince(long next) {
        long upto = Changes.next(em); // first, so nothing is missed
        List<TerminalChanged> changed = Sql.query(
                        em,
                        "select c.terminal_id, c.store_id, c.changed_no, c.last_seen from terminal_status c where "
                                + Changes.SINCE)
                .set("next", next)
                .list(row -> new TerminalChanged(
                        row.id("terminal_id"), row.id("store_id"), row.number("changed_no"), row.instant("last_seen")));
        return new Changes<>(changed, upto);
    }

    /** How many terminals of these stores are in each state; contains every state. */
    public Map<TerminalState, Long> counts(Set<UUID> storeIds) {
        Map<TerminalState, Long> counts = new EnumMap<>(TerminalState.class);
        for (TerminalState state : TerminalState.values()) {
            counts.put(state, 0L);
        }
        counts.putAll(Sql.query(
                        em,
                        "select " + TileReader.STATE + " as state, count(*) as terminals from terminal t"
                                + " left join terminal_status c on c.terminal_id = t.id"
                                + " where t.store_id = any (cast(:stores as uuid[])) group by 1")
                .set("stores", storeIds)
                .map(row -> TerminalState.valueOf(row.text("state")), row -> row.number("terminals")));
        return counts;
    }

    /**
     * A terminal's changes of state, earliest first; becoming late is not one. From {@code from} up to but not
     * {@code to}.
     */
    public List<Change> history(UUID terminalId, Instant from, Instant to) {
        return history.changes(terminalId, from, to);
    }

    /** A terminal's last 24 hours, one stretch for each state it was in. */
    public List<Stretch> strip24h(UUID terminalId) {
        Instant now = clock.instant();
        return stretches(terminalId, now.minus(STRIP), now);
    }

    /**
     * How long a terminal was in which state on a business day of its store, up to now.
     *
     * @return empty when there is no such terminal
     */
    public Optional<Uptime> uptime(UUID terminalId, LocalDate day) {
        return tile(terminalId).map(tile -> {
            Instant from = tile.store().startOf(day);
            Instant end = tile.store().startOf(day.plusDays(1));
            Instant now = clock.instant();
            return Uptime.of(day, stretches(terminalId, from, end.isBefore(now) ? end : now));
        });
    }

    /** Everything about one terminal; empty when there is no such terminal. */
    public Optional<Details> details(UUID terminalId) {
        return tile(terminalId).map(tile -> new Details(tile, other(terminalId), requests.latest(terminalId)));
    }

    private Optional<Tile> tile(UUID terminalId) {
        return tilesOf(List.of(terminalId)).stream().findFirst();
    }

    private String other(UUID terminalId) {
        return Sql.query(em, "select other from terminal_status where terminal_id = :terminal")
                .set("terminal", terminalId)
                .first(row -> row.text("other"))
                .orElse(null);
    }

    private List<Stretch> stretches(UUID terminalId, Instant from, Instant to) {
        List<Change> changes = history.changes(terminalId, from, to);
        TerminalState unchanged = changes.isEmpty() ? history.before(terminalId, from, TerminalState.NEVER_SEEN) : null;
        return StatusHistory.stretches(changes, unchanged, from, to);
    }

    /**
     * A change of state.
     *
     * @param state the new state
     * @param previous the state before
     * @param at when it changed
     */
    public record Change(TerminalState state, TerminalState previous, Instant at) {}

    /**
     * A stretch of time in one state.
     *
     * @param state the state; never LATE, which is part of ONLINE here
     * @param from its start
     * @param to its end
     */
    public record Stretch(TerminalState state, Instant from, Instant to) {

        /** Its length. */
        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * A terminal's uptime on one day.
     *
     * @param day the store's business day
     * @param online how long it was online
     * @param silent how long it was silent
     * @param other how long it was in any other state: switched off, blocked, on demand, never seen
     */
    public record Uptime(LocalDate day, Duration online, Duration silent, Duration other) {

        static Uptime of(LocalDate day, List<Stretch> stretches) {
            return new Uptime(
                    day,
                    sum(stretches, state -> state == TerminalState.ONLINE),
                    sum(stretches, state -> state == TerminalState.SILENT),
                    sum(stretches, state -> state != TerminalState.ONLINE && state != TerminalState.SILENT));
        }

        private static Duration sum(List<Stretch> stretches, Predicate<TerminalState> counted) {
            return stretches.stream()
                    .filter(stretch -> counted.test(stretch.state()))
                    .map(Stretch::length)
                    .reduce(Duration.ZERO, Duration::plus);
        }

        /** How much of the time in which it should have called it did, 0 to 1; empty when no calls were due. */
        public Optional<Double> share() {
            Duration expected = online.plus(silent);
            return expected.isZero() ? Optional.empty() : Optional.of((double) online.toMillis() / expected.toMillis());
        }
    }

    /**
     * One terminal in full.
     *
     * @param tile as on the board
     * @param other unknown members of its heartbeat: a JSON object; null: none
     * @param requests what it was asked to do recently, latest first
     */
    public record Details(Tile tile, String other, List<TerminalRequests.Asked> requests) {}
}
