package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.intake.ProjectionRebuild;
import pro.saleflex.office.intake.Reprojection;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.UnmaskedCardNumbers;
import pro.saleflex.office.journal.Verification;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/** {@code /admin/journal}: verifies the hash chains, counts unmasked card numbers, and rebuilds projections. */
@Path("admin/journal")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JournalResource {
    @Inject
    Journal journal;

    @Inject
    UnmaskedCardNumbers cardNumbers;

    @Inject
    Terminals terminals;

    @Inject
    Reprojection reprojection;

    @Inject
    ProjectionRebuild rebuild;

    @Inject
    AuditTrail audit;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public JournalResource() {}

    /** Verifies the journals of all terminals. */
    @GET
    @Path("verification")
    public VerificationAnswer verify() {
        List<Broken> broken = new ArrayList<>();
        long entries = 0;
        List<TerminalRef> all = terminals.refs();
        for (TerminalRef terminal : all) {
            Verification verification = journal.verify(terminal);
            entries += verification.entries();
            if (!verification.clean()) {
                broken.add(new Broken(terminal.toString(), verification.firstBroken(), verification.finding()));
            }
        }
        return new VerificationAnswer(broken.isEmpty(), all.size(), entries, broken);
    }

    /** Counts the entries that hold card numbers in clear, among those checked so far. */
    @GET
    @Path("card-numbers")
    public ClearAnswer cardNumbers() {
        UnmaskedCardNumbers.Count count = cardNumbers.count();
        return new ClearAnswer(count.entries(), count.complete());
    }

    /** Rebuilds the projection of every document that has none. */
    @POST
    @Path("projection")
    public ProjectionAnswer project() {
        Reprojection.Result result = reprojection.retryAll();
        audit.add(caller.getUserPrincipal().getName(), "journal.project", "", result.projected() + " documents");
        return new ProjectionAnswer(result.projected(), result.failing());
    }

    /** Returns how far the rebuild of all projections is. */
    @GET
    @Path("projection/rebuild")
    public RebuildAnswer rebuild() {
        OptionalDouble done = rebuild.progress();
        return new RebuildAnswer(done.isPresent(), done.isPresent() ? done.getAsDouble() : null);
    }

    /** Begins to rebuild all projections from the journals, in the background. */
    @POST
    @Path("projection/rebuild")
    public RebuildAnswer beginRebuild() {
        rebuild.begin();
        audit.add(caller.getUserPrincipal().getName(), "journal.rebuild", "", "");
        return rebuild();
    }

    /**
     * The result of a verification.
     *
     * @param clean every entry is as it was written
     * @param terminals number of journals verified
     * @param entries number of entries found intact
     * @param broken the first broken entry of each journal that has one
     */
    public record VerificationAnswer(boolean clean, int terminals, long entries, List<Broken> broken) {}

    /**
     * A journal with a broken entry.
     *
     * @param terminal codes of its terminal
     * @param firstBroken the number of its first broken entry
     * @param finding what is wrong, as text
     */
    public record Broken(String terminal, long firstBroken, String finding) {}

    /**
     * The number of entries with card numbers in clear.
     *
     * @param entries entries that hold at least one
     * @param complete whether all entries have been checked
     */
    public record ClearAnswer(long entries, boolean complete) {}

    /**
     * The result of a projection run.
     *
     * @param projected documents that now have their projection
     * @param failing documents that still have none; the log says why
     */
    public record ProjectionAnswer(int projected, int failing) {}

    /**
     * The state of the rebuild.
     *
     * @param running whether there is something to rebuild
     * @param done the part that is done, 0 to 1; left out when there is nothing to rebuild
     */
    public record RebuildAnswer(boolean running, Double done) {}
}
