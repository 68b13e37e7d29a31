package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pro.saleflex.office.intake.ProjectionRebuildBatch.Step;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Rebuilds the projections of all documents from the journal: after their rules changed, after a restore, or when an
 * administrator wants it. The latest first, a few at a time, alongside normal work: a tenth of the time while tills hand
 * over all the time, nearly all of it while they do not. Until a document is rebuilt, it keeps the projection it has.
 * Two servers do not collide; either continues what the other has started.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProjectionRebuild {
    /** Version of the projection rules. Raise it with every change to what a projection makes of a document. */
    static final int RULES = 1;

    private static final Log LOG = Log.of(ProjectionRebuild.class);
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final int MAX_DOCUMENTS = 50;

    /** A run may begin its last slice until then, so that it ends before the timer's next second. */
    private static final Duration LAST_SLICE = Duration.ofMillis(800);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    ProjectionRebuildBatch batch;

    @Inject
    Journal journal;

    @Inject
    Terminals terminals;

    /** Begins to rebuild all projections; one that is under way begins anew. Returns at once: the timer does the work. */
    public void begin() {
        batch.begin();
    }

    /**
     * Continues the rebuild for a slice; and for further ones, up to nearly a second, as long as no server takes anything
     * in. Does nothing if there is nothing to rebuild.
     */
    public void run() {
        if (progress().isEmpty()) {
            return;
        }
        long startedAt = System.nanoTime();
        long before;
        Step step;
        do {
            before = journal.appended();
            step = slice();
        } while (step == Step.MORE
                && System.nanoTime() - startedAt < LAST_SLICE.toNanos()
                && journal.appended() == before);
    }

    /**
     * Continues the rebuild for about a tenth of a second.
     *
     * @return whether the rebuild is complete
     */
    public boolean runSlice() {
        return slice() == Step.DONE;
    }

    private Step slice() {
        Step first = batch.start(RULES);
        if (first != Step.MORE) {
            return first;
        }
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        long startedAt = System.nanoTime();
        int limit = MAX_DOCUMENTS;
        while (System.nanoTime() - startedAt < SLICE.toNanos()) {
            try {
                Step step = batch.rebuildNext(RULES, limit, byId);
                if (step != Step.MORE) {
                    return step;
                }
                limit = MAX_DOCUMENTS;
            } catch (RuntimeException e) {
                if (Fault.of(e).unwell()) {
                    throw e;
                }
                if (limit == 1) {
                    LOG.log(
                            Level.WARNING,
                            "A document keeps its old projection, which cannot be rebuilt: {0}",
                            Fault.of(e).getMessage());
                    LOG.log(Level.FINE, "Why", e); // off in a shop: it can quote the document
                    batch.skipNext();
                }
                limit = 1; // one by one, so that a faulty document does not hold up the others
            }
        }
        return Step.MORE;
    }

    /** Returns how much of a running rebuild is done, 0 to 1; empty when there is nothing to rebuild. */
    public OptionalDouble progress() {
        return Sql.query(
                        em,
                        "select case when begun_below > 1 then 1 - (next_below - 1.0) / (begun_below - 1)"
                                + " else 0 end as done from projection_renewal where rules < :rules")
                .set("rules", RULES)
                .list(row -> row.amount("done"))
                .stream()
                .mapToDouble(BigDecimal::doubleValue)
                .findFirst();
    }
}
