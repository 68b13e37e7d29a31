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

/** {@code /admin/password}: a user chooses its own; the only call that a made-up password is good for. */
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

    /** 204; 400 when it is too weak, or the one of before. The user's sessions in the portal are over. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public void choose(PasswordBody body) {
        if (body.password() == null) {
            throw Problem.of(400, "'password' is missing.");
        }
        users.choosePassword(caller.getUserPrincipal().getName(), body.password())
                .ifPresent(fault -> {
                    throw Problem.of(400, "'password' " + inWords(fault) + ".");
                });
    }

    private static String inWords(PasswordFault fault) {
        return switch (fault) {
            case TOO_SHORT -> "must have at least 12 characters";
            case TOO_LONG -> "must have at most 200 characters";
            case LIKE_THE_NAME -> "is too much like the user's name";
            case COMMON -> "is among the first that anybody would guess";
            case SAME -> "is the one of before";
            case WRONG, LATER, BUSY -> "was not looked at";
        };
    }

    /**
     * A user's wish.
     *
     * @param password the new one
     */
    public record PasswordBody(String password) {

        @Override
        public String toString() {
            return "PasswordBody"; // never the password
        }
    }
}
