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
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.intake.Reprojection;
import pro.saleflex.office.journal.UnmaskedCardNumbers;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.Verification;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;

/**
 * {@code /admin/journal}: is every entry as it was written, and without card numbers? And: project again what was not.
 */
@Path("admin/journal")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JournalResource {
    @Inject
    Journal journal;

    @Inject
    UnmaskedCardNumbers clear;

    @Inject
    Terminals terminals;

    @Inject
    Reprojection reprojection;

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

    /** How many entries hold card numbers in clear, as far as they were looked at. */
    @GET
    @Path("card-numbers")
    public ClearAnswer cardNumbers() {
        UnmaskedCardNumbers.Count count = clear.count();
        return new ClearAnswer(count.entries(), count.complete());
    }

    /** Projects again all documents that have no projection. */
    @POST
    @Path("projection")
    public ProjectionAnswer project() {
        Reprojection.Result result = reprojection.retryAll();
        audit.add(caller.getUserPrincipal().getName(), "journal.project", "", result.projected() + " documents");
        return new ProjectionAnswer(result.projected(), result.failing());
    }

    /**
     * The result of a verification.
     *
     * @param clean every entry is as it was written
     * @param terminals how many journals were verified
     * @param entries how many entries were found right
     * @param broken the first broken entry of each journal that has one
     */
    public record VerificationAnswer(boolean clean, int terminals, long entries, List<Broken> broken) {}

    /**
     * A journal with a broken entry.
     *
     * @param terminal whose
     * @param firstBroken the number of its first broken entry
     * @param finding in words
     */
    public record Broken(String terminal, long firstBroken, String finding) {}

    /**
     * Card numbers in clear.
     *
     * @param entries so many entries hold some
     * @param complete all entries were looked at
     */
    public record ClearAnswer(long entries, boolean complete) {}

    /**
     * The result of projecting again.
     *
     * @param projected documents that have their projection now
     * @param failing documents that still have none; the log says why
     */
    public record ProjectionAnswer(int projected, int failing) {}
}
