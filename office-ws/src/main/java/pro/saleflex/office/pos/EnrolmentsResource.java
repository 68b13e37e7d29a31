package pro.saleflex.office.pos;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import pro.saleflex.office.account.CallerAddress;
import pro.saleflex.office.guard.Open;
import pro.saleflex.office.platform.DatabaseState;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.enrolment.Enrolments;
import pro.saleflex.office.terminal.enrolment.Enrolments.Answer;
import pro.saleflex.office.terminal.enrolment.Enrolments.Busy;
import pro.saleflex.office.terminal.enrolment.Enrolments.Enrolled;
import pro.saleflex.office.terminal.enrolment.Enrolments.TooMany;
import pro.saleflex.office.wire.EnrolmentBody;
import pro.saleflex.office.wire.Problem;

/** {@code POST /enrolments}: a till brings the code that a manager made for it, and is told its secret, once. */
@ApplicationScoped
@Path("enrolments")
@Open("A till that enrols has no secret yet; its code is the proof, good once and limited in tries.")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class EnrolmentsResource {
    private static final int RETRY_AFTER_LIMIT = 60;
    private static final int RETRY_AFTER = 5;

    @Inject
    Enrolments enrolments;

    @Inject
    DatabaseState database;

    @Context
    HttpServletRequest caller;

    /** Public for JAX-RS. */
    public EnrolmentsResource() {}

    /** 201 with the secret; 400, 403, 429 or 503 with what the shop can do. A blocked till enrols too: it hands over. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrol(EnrolmentBody body) {
        database.obstacle().ifPresent(obstacle -> {
            throw Problem.later(503, obstacle + " The code stays good: try again.", RETRY_AFTER);
        });
        EnrolmentBody.require(body);
        TerminalCodes who = new TerminalCodes(body.officeCode(), body.storeCode(), body.terminalCode());
        Answer answer = enrolments.redeem(who, body.code(), address());
        if (answer instanceof Enrolled enrolled) {
            return Response.status(201)
                    .header("Cache-Control", "no-store")
                    .entity(reply(enrolled))
                    .build();
        }
        if (answer instanceof Busy) {
            throw Problem.later(503, "Too many wait to enrol. The code stays good: try again.", RETRY_AFTER);
        }
        throw answer instanceof TooMany
                ? Problem.later(429, "Too many calls to enrol from this address. Wait a minute.", RETRY_AFTER_LIMIT)
                : Problem.of(
                        403,
                        "Nothing was enrolled: the code is not, or no longer, good for a till with these codes. Check"
                                + " what was typed, or ask the store's manager for a new code.");
    }

    private String address() {
        return CallerAddress.of(caller.getRemoteAddr(), caller.getHeader("X-Forwarded-For"));
    }

    private static EnrolmentReply reply(Enrolled enrolled) {
        TerminalView terminal = enrolled.terminal();
        return new EnrolmentReply(
                "ok",
                terminal.officeCode(),
                terminal.storeCode(),
                terminal.terminalCode(),
                terminal.number(),
                terminal.terminalCode(),
                enrolled.secret(),
                "Basic");
    }

    /**
     * What an enrolled till keeps.
     *
     * @param status always ok
     * @param officeCode its office
     * @param storeCode its store
     * @param terminalCode its code
     * @param posId its number in the store
     * @param user the user of HTTP Basic, with the secret as the password
     * @param secret told this once; good as a bearer token or {@code X-API-Key} too
     * @param authentication the scheme to use, always Basic
     */
    public record EnrolmentReply(
            String status,
            String officeCode,
            String storeCode,
            String terminalCode,
            int posId,
            String user,
            String secret,
            String authentication) {

        @Override
        public String toString() {
            return "EnrolmentReply of " + terminalCode; // never the secret
        }
    }
}
