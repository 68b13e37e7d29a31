package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.UUID;
import pro.saleflex.office.account.UserView;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.guard.PortalCaller;
import pro.saleflex.office.guard.StaffOnly;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/terminals/.../periods}: explains missing documents of closed periods, for the caller's stores. */
@Path("admin/terminals/{terminal}/periods/{closure_number}")
@StaffOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class PeriodsResource {
    @Inject
    PeriodChecks periods;

    @Inject
    Terminals terminals;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public PeriodsResource() {}

    /** Explains why documents of a period are missing; replaces an earlier explanation. */
    @PUT
    @Path("explanation")
    @Consumes(MediaType.APPLICATION_JSON)
    public PeriodAnswer explain(
            @PathParam("terminal") UUID terminal, @PathParam("closure_number") long number, ExplanationBody body) {
        String reason = PeriodChecks.reason(body.reason())
                .orElseThrow(() ->
                        Problem.of(400, "'reason' must have 1 to " + PeriodChecks.LONGEST_REASON + " characters."));
        if (body.missing() != null && body.missing() < 1) {
            throw Problem.of(400, "'missing' must be at least 1.");
        }
        requireVisible(terminal);
        long missing = body.missing() == null ? Long.MAX_VALUE : body.missing();
        return periods.explain(
                        terminal,
                        number,
                        missing,
                        reason,
                        caller.getUserPrincipal().getName())
                .map(PeriodAnswer::of)
                .orElseThrow(() -> Problem.of(409, "This period has no missing documents, or is not closed."));
    }

    /** Requires that the caller may see the terminal's store; otherwise the terminal counts as missing. */
    private void requireVisible(UUID terminal) {
        UserView user = PortalCaller.of(caller);
        if (terminals.refs().stream()
                .noneMatch(each ->
                        each.id().equals(terminal) && user.sees(each.store().id()))) {
            throw Problem.of(404, "There is no terminal with this id in your stores.");
        }
    }

    /**
     * Why documents of a period are missing.
     *
     * @param missing number of missing documents that this explains; null means all that are missing now
     * @param reason in the user's own words
     */
    public record ExplanationBody(Integer missing, String reason) {}

    /**
     * A closed period with missing documents.
     *
     * @param closureNumber the period
     * @param missing number of missing documents
     * @param receipts their receipt numbers, such as {@code 4-5, 7}; empty where they are not certain
     * @param explained whether that many are explained, so that no alert is raised
     * @param explainedMissing number of documents explained
     * @param reason the explanation, in the user's own words
     * @param explainedBy who gave it
     * @param explainedAt when
     */
    public record PeriodAnswer(
            long closureNumber,
            long missing,
            String receipts,
            boolean explained,
            long explainedMissing,
            String reason,
            String explainedBy,
            Instant explainedAt) {

        static PeriodAnswer of(IncompletePeriod period) {
            return new PeriodAnswer(
                    period.closureNumber(),
                    period.missing(),
                    period.numbers(),
                    period.explained(),
                    period.explanation().missing(),
                    period.explanation().reason(),
                    period.explanation().by(),
                    period.explanation().at());
        }
    }
}
