package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import pro.saleflex.office.account.PasswordFault;
import pro.saleflex.office.account.PortalUsers;
import pro.saleflex.office.guard.AnyUser;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/password}: users change their own password; the only call that a generated password is valid for. */
@Path("admin/password")
@AnyUser
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class OwnPasswordResource {
    @Inject
    PortalUsers users;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public OwnPasswordResource() {}

    /** Answers 204, or 400 when the password is too weak or unchanged. Ends the user's portal sessions. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public void choose(PasswordBody body) {
        if (body.password() == null) {
            throw Problem.of(400, "'password' is missing.");
        }
        users.choosePassword(caller.getUserPrincipal().getName(), body.password())
                .ifPresent(fault -> {
                    throw Problem.of(400, "'password' " + asText(fault) + ".");
                });
    }

    private static String asText(PasswordFault fault) {
        return switch (fault) {
            case TOO_SHORT -> "must have at least 12 characters";
            case TOO_LONG -> "must have at most 200 characters";
            case LIKE_THE_NAME -> "is too similar to the user name";
            case COMMON -> "is too easy to guess";
            case SAME -> "is the same as the current one";
            case WRONG, LATER, BUSY -> "could not be checked";
        };
    }

    /**
     * The password a user chooses.
     *
     * @param password the new password
     */
    public record PasswordBody(String password) {

        @Override
        public String toString() {
            return "PasswordBody"; // never the password
        }
    }
}
