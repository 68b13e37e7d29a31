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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.platform.Sql;

/** The history of the terminals' states. Other packages use {@link StatusBoard}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StatusHistory {
    private static final Duration RETENTION = Duration.ofDays(400);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /** A terminal's changes, earliest first, from {@code from} up to but not {@code to}. */
    public List<StatusBoard.Change> changes(UUID terminalId, Instant from, Instant to) {
        return changes(List.of(terminalId), from, to).getOrDefault(terminalId, List.of());
    }

    /** Each terminal's changes, as above; terminals without changes are absent. */
    public Map<UUID, List<StatusBoard.Change>> changes(Collection<UUID> terminalIds, Instant from, Instant to) {
        return Sql.query(
                        em,
                        "select terminal_id, state, previous, at from status_change"
                                + " where terminal_id = any (cast(:terminals as uuid[]))"
                                + " and at >= :from and at < :to order by at, id")
                .set("terminals", terminalIds)
                .set("from", from)
                .set("to", to)
                .groups(
                        row -> row.id("terminal_id"),
                        row -> new StatusBoard.Change(
                                TerminalState.valueOf(row.text("state")),
                                TerminalState.valueOf(row.text("previous")),
                                row.instant("at")));
    }

    /** A terminal's state before a moment; {@code fallback} if the history does not go back that far. */
    public TerminalState before(UUID terminalId, Instant moment, TerminalState fallback) {
        return Sql.query(
                        em,
                        "select state from status_change where terminal_id = :terminal and at < :moment"
                                + " order by at desc, id desc limit 1")
                .set("terminal", terminalId)
                .set("moment", moment)
                .first(row -> TerminalState.valueOf(row.text("state")))
                .orElse(fallback);
    }

    /** Removes changes and requests older than 400 days. Called by {@link StatusKeeper}. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void removeOld() {
        Instant kept = clock.instant().minus(RETENTION);
        Sql.query(em, "delete from status_change where at < :kept")
                .set("kept", kept)
                .update();
        Sql.query(em, "delete from terminal_request where asked_at < :kept")
                .set("kept", kept)
                .update();
    }

    /**
     * Splits a time into stretches of one state each.
     *
     * @param changes the changes during that time, earliest first
     * @param unchanged the state when there were no changes; unused otherwise
     */
    static List<StatusBoard.Stretch> stretches(
            List<StatusBoard.Change> changes, TerminalState unchanged, Instant from, Instant to) {
        List<StatusBoard.Stretch> stretches = new ArrayList<>();
        TerminalState state = changes.isEmpty() ? unchanged : changes.get(0).previous();
        Instant since = from;
        for (StatusBoard.Change change : changes) {
            if (change.at().isAfter(since)) {
                stretches.add(new StatusBoard.Stretch(state, since, change.at()));
                since = change.at();
            }
            state = change.state();
        }
        if (to.isAfter(since)) {
            stretches.add(new StatusBoard.Stretch(state, since, to));
        }
        return stretches;
    }
}
