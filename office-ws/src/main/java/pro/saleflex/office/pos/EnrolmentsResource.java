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

/** {@code POST /enrolments}: a terminal redeems the code that a manager created for it, and gets its secret, once. */
@ApplicationScoped
@Path("enrolments")
@Open("A terminal that enrols has no secret yet; its one-time code authenticates it, with a limited number of tries.")
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class EnrolmentsResource {
    /** Seconds. */
    private static final int RETRY_AFTER_LIMIT = 60;
    /** Seconds. */
    private static final int RETRY_AFTER = 5;

    @Inject
    Enrolments enrolments;

    @Inject
    DatabaseState database;

    @Context
    HttpServletRequest caller;

    /** Public for JAX-RS. */
    public EnrolmentsResource() {}

    /**
     * Answers 201 with the secret, or 400, 403, 429 or 503 with what the shop can do. A blocked terminal may enrol too,
     * because it still hands over documents.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrol(EnrolmentBody body) {
        database.obstacle().ifPresent(obstacle -> {
            throw Problem.retryLater(503, obstacle + " The code stays valid: try again.", RETRY_AFTER);
        });
        EnrolmentBody.require(body);
        TerminalCodes codes = new TerminalCodes(body.officeCode(), body.storeCode(), body.terminalCode());
        Answer answer = enrolments.redeem(codes, body.code(), address());
        if (answer instanceof Enrolled enrolled) {
            return Response.status(201)
                    .header("Cache-Control", "no-store")
                    .entity(reply(enrolled))
                    .build();
        }
        if (answer instanceof Busy) {
            throw Problem.retryLater(
                    503, "Too many tills are enrolling. The code stays valid: try again.", RETRY_AFTER);
        }
        throw answer instanceof TooMany
                ? Problem.retryLater(
                        429, "Too many attempts to enrol from this address. Wait a minute.", RETRY_AFTER_LIMIT)
                : Problem.of(
                        403,
                        "Not enrolled: the code is wrong or no longer valid for a till with these codes. Check what was"
                                + " typed, or ask the store's manager for a new code.");
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
     * The credentials that an enrolled terminal stores.
     *
     * @param status always ok
     * @param officeCode code of its office
     * @param storeCode code of its store
     * @param terminalCode its code
     * @param posId its number in the store
     * @param user the user for HTTP Basic; the secret is the password
     * @param secret shown this once; also valid as a bearer token or {@code X-API-Key}
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
