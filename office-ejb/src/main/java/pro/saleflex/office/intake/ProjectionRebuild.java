package pro.saleflex.office.intake;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pro.saleflex.office.intake.ProjectionRebuildBatch.Step;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * Makes the projections of all documents anew, by newer rules, from the journal: the latest first, a few at a time, beside
 * everything else. Two servers do not get into each other's way; what one has begun the other goes on with.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProjectionRebuild {
    /** The rules by which projections are made; whoever changes what a projection makes of a document counts them up. */
    static final int RULES = 1;

    private static final Log LOG = Log.of(ProjectionRebuild.class);
    private static final Duration SLICE = Duration.ofMillis(300);
    private static final int MOST = 20;

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    ProjectionRebuildBatch renewing;

    @Inject
    Terminals terminals;

    /**
     * Goes on for a while, about a third of a second.
     *
     * @return whether all is done
     */
    public boolean goOn() {
        Step first = renewing.begin(RULES);
        if (first != Step.MORE) {
            return first == Step.DONE;
        }
        Map<UUID, TerminalRef> byId =
                terminals.refs().stream().collect(Collectors.toMap(TerminalRef::id, Function.identity()));
        long begun = System.nanoTime();
        int most = MOST;
        while (System.nanoTime() - begun < SLICE.toNanos()) {
            try {
                Step step = renewing.renew(RULES, most, byId);
                if (step != Step.MORE) {
                    return step == Step.DONE;
                }
                most = MOST;
            } catch (RuntimeException e) {
                if (Fault.of(e).unwell()) {
                    throw e;
                }
                if (most == 1) {
                    LOG.log(
                            Level.WARNING,
                            "A document keeps the projection that it has; it cannot be made anew: {0}",
                            Fault.of(e).getMessage());
                    LOG.log(Level.FINE, "Why", e); // off in a shop: it can quote the document
                    renewing.skip();
                }
                most = 1; // each by itself, so that one keeps none of the others
            }
        }
        return false;
    }

    /** How much is done, 0 to 1; nothing when all is. */
    public OptionalDouble progress() {
        List<?> rows = em.createNativeQuery(
                        "select case when begun_below > 1 then 1 - (next_below - 1.0) / (begun_below - 1)"
                                + " else 0 end from projection_renewal where rules < ?1")
                .setParameter(1, RULES)
                .getResultList();
        return rows.stream().mapToDouble(done -> ((Number) done).doubleValue()).findFirst();
    }
}
