package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.intake.Projection.Counted;
import pro.saleflex.office.intake.Projection.Projected;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** The transactions of {@link ProjectionRebuild}; each locks the single row that holds its progress. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ProjectionRebuildBatch {

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Journal journal;

    @Inject
    Terminals terminals;

    @Inject
    Projections projections;

    /** Lets all projections count as made by older rules. */
    public void begin() {
        Sql.query(
                        em,
                        "update projection_renewal set rules = 0, towards = null, begun_below = null,"
                                + " next_below = null")
                .update();
    }

    /** Starts the rebuild unless it has been started. */
    public Step start(int rules) {
        Optional<Progress> progress = lockProgress();
        if (progress.isEmpty() || progress.get().rules() >= rules) {
            return progress.isEmpty() ? Step.ELSEWHERE : Step.DONE;
        }
        if (!Objects.equals(progress.get().towards(), rules)) {
            Sql.query(
                            em,
                            "update projection_renewal set towards = :rules, begun_below = above.id,"
                                    + " next_below = above.id"
                                    + " from (select coalesce(max(id), 0) + 1 as id from journal_entry) above")
                    .set("rules", rules)
                    .update();
        }
        return Step.MORE;
    }

    /**
     * Rebuilds the projections of the next documents, at most {@code limit}.
     *
     * @throws Fault if the transaction failed
     */
    public Step rebuildNext(int rules, int limit, Map<UUID, TerminalRef> byId) {
        try {
            return next(rules, limit, byId);
        } catch (RuntimeException e) {
            throw Fault.of(e);
        }
    }

    private Step next(int rules, int limit, Map<UUID, TerminalRef> byId) {
        Optional<Progress> progress = lockProgress().filter(found -> Objects.equals(found.towards(), rules));
        if (progress.isEmpty()) {
            return Step.ELSEWHERE;
        }
        // The journal has it all; a crash takes the progress back with the rows. So nobody else's flush is held up.
        Sql.query(em, "select set_config('synchronous_commit', 'off', true) as value")
                .single(row -> row.text("value"));
        List<EntryView> entries = journal.before(progress.get().nextBelow(), limit);
        if (entries.isEmpty()) {
            Sql.query(
                            em,
                            "update projection_renewal set rules = :rules, towards = null, begun_below = null,"
                                    + " next_below = null")
                    .set("rules", rules)
                    .update();
            return Step.DONE;
        }
        Map<EntryKind, List<EntryView>> byKind = new EnumMap<>(EntryKind.class);
        entries.forEach(entry ->
                byKind.computeIfAbsent(entry.kind(), kind -> new ArrayList<>()).add(entry));
        byKind.forEach((kind, some) -> rebuild(projections.of(kind), some, byId));
        saveProgress(entries.get(entries.size() - 1).id());
        return Step.MORE;
    }

    /** Locks the row that holds the progress; empty when another server holds the lock. */
    private Optional<Progress> lockProgress() {
        return Sql.query(em, "select rules, towards, next_below from projection_renewal for update skip locked")
                .first(row -> new Progress(
                        row.integer("rules"), row.integerOrNull("towards"), row.numberOrNull("next_below")));
    }

    /** Skips the next document, which keeps its old projection. */
    public void skipNext() {
        lockProgress()
                .filter(progress -> progress.nextBelow() != null)
                .flatMap(progress ->
                        journal.before(progress.nextBelow(), 1).stream().findFirst())
                .ifPresent(entry -> saveProgress(entry.id()));
    }

    private void saveProgress(long id) {
        Sql.query(em, "update projection_renewal set next_below = :id")
                .set("id", id)
                .update();
    }

    private <P> void rebuild(Projection<P> projection, List<EntryView> entries, Map<UUID, TerminalRef> byId) {
        List<Projected<P>> projected = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        Map<Long, Set<Flag>> flags =
                journal.flags(entries.stream().map(EntryView::id).toList());
        Map<UUID, Function<Instant, TerminalRef>> histories = new HashMap<>();
        for (EntryView entry : entries) {
            TerminalRef terminal = histories
                    .computeIfAbsent(entry.terminalId(), id -> terminals.history(byId.get(id)))
                    .apply(entry.receivedAt().toInstant());
            try {
                P rows = projection.prepare(terminal, entry.masked().payload());
                projected.add(new Projected<>(entry.id(), entry.receivedAt().toInstant(), rows));
                ids.add(entry.id());
                if (flags.getOrDefault(entry.id(), Set.of()).contains(Flag.NOT_PROJECTED)) {
                    journal.unflag(entry.id(), Flag.NOT_PROJECTED);
                    projection.count(List.of(new Counted<>(terminal, Map.of(), List.of(rows))));
                }
            } catch (RuntimeException e) {
                if (Fault.of(e).unwell()) {
                    throw e;
                }
                NotProjected.reason(terminal + " entry " + entry.entryNo(), e); // logged; the old one stays
            }
        }
        projection.remove(ids);
        journal.clearFigureFlags(ids);
        projection.store(projected);
        journal.backdateFigureFlags(ids);
        em.clear();
    }

    private record Progress(int rules, Integer towards, Long nextBelow) {}

    /** The state of the rebuild after a transaction. */
    public enum Step {
        /** All projections follow these rules. */
        DONE,
        /** There may be more. */
        MORE,
        /** Another server is working on it. */
        ELSEWHERE
    }
}
