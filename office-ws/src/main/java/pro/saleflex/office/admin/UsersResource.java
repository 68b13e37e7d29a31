package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.account.Role;
import pro.saleflex.office.account.UserAccounts;
import pro.saleflex.office.account.UserAccounts.Made;
import pro.saleflex.office.account.UserSummary;
import pro.saleflex.office.account.UserSpec;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/users}: who may sign in to the portal and call what is below {@code /admin}. */
@Path("admin/users")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class UsersResource {
    @Inject
    UserAccounts accounts;

    @Inject
    Terminals terminals;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public UsersResource() {}

    /** All users, by name. */
    @GET
    public List<UserAnswer> all() {
        return accounts.all().stream().map(user -> UserAnswer.of(user, null)).toList();
    }

    /** Creates a user: 201 with a password that serves for the first sign-in and is never told again. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(UserBody body) {
        UserSpec spec = body.over(body.name(), Role.VIEWER, new UserBody(null, null, false, List.of(), false));
        requireStores(spec);
        Made made = accounts.create(actor(), spec);
        require(made.outcome());
        return Response.status(201).entity(answer(spec.name(), made.password())).build();
    }

    /** Changes role, stores, or whether the user is blocked; what is left out stays. */
    @PATCH
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public UserAnswer change(@PathParam("name") String name, UserBody body) {
        UserSummary before = accounts.find(name).orElseThrow(UsersResource::unknown);
        UserSpec spec = body.over(
                name,
                before.role(),
                new UserBody(null, null, before.allStores(), List.copyOf(before.stores()), before.blocked()));
        requireStores(spec);
        require(accounts.change(actor(), spec));
        return answer(name, null);
    }

    /** Makes up a new password, to be changed at the next sign-in; the user's sessions are over. */
    @POST
    @Path("{name}/password")
    public UserAnswer resetPassword(@PathParam("name") String name) {
        Made made = accounts.resetPassword(actor(), name);
        require(made.outcome());
        return answer(name, made.password());
    }

    private UserAnswer answer(String name, String password) {
        return UserAnswer.of(accounts.find(name).orElseThrow(UsersResource::unknown), password);
    }

    private String actor() {
        return caller.getUserPrincipal().getName();
    }

    private void requireStores(UserSpec spec) {
        Set<UUID> known = terminals.stores().stream().map(StoreRef::id).collect(Collectors.toSet());
        if (!known.containsAll(spec.stores())) {
            throw Problem.of(400, "'stores' names one that does not exist.");
        }
        if (spec.role() != Role.ADMIN && !spec.allStores() && spec.stores().isEmpty()) {
            throw Problem.of(400, "'stores' must name one at least, or 'all_stores' be true.");
        }
    }

    private static void require(UserAccounts.Outcome outcome) {
        switch (outcome) {
            case DONE -> {
                // as wished
            }
            case TAKEN -> throw Problem.of(409, "There is a user of this name.");
            case BAD_NAME ->
                throw Problem.of(
                        400, "'name' must be 2 to 50 letters, digits, dots, hyphens, underscores or at signs.");
            case UNKNOWN -> throw unknown();
            case ONESELF -> throw Problem.of(409, "Nobody can block himself or take his own role. Ask another.");
        }
    }

    private static Problem unknown() {
        return Problem.of(404, "There is no user of this name.");
    }

    /**
     * What is said about a user; null: as it is, or as is usual.
     *
     * @param name for a new one only
     * @param role ADMIN, MANAGER or VIEWER
     * @param allStores sees every store; null: false where stores are named
     * @param stores ids of the stores it sees, unless all
     * @param blocked cannot sign in
     */
    public record UserBody(String name, String role, Boolean allStores, List<UUID> stores, Boolean blocked) {

        UserSpec over(String named, Role usual, UserBody before) {
            return new UserSpec(
                    named,
                    role == null ? usual : role(role),
                    allStores == null ? stores == null && before.allStores() : allStores,
                    new HashSet<>(stores == null ? before.stores() : stores), // a null among them names no store
                    blocked == null ? before.blocked() : blocked);
        }

        private static Role role(String name) {
            return Stream.of(Role.ADMIN, Role.MANAGER, Role.VIEWER)
                    .filter(role -> role.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problem.of(400, "'role' must be ADMIN, MANAGER or VIEWER."));
        }
    }

    /**
     * A user.
     *
     * @param name the name it signs in with
     * @param role what it may do
     * @param allStores sees every store
     * @param stores ids of the stores it sees, unless all
     * @param blocked cannot sign in
     * @param mustChangePassword still has a password that was made up for it
     * @param createdAt when it was created
     * @param lastSignInAt last sign-in to the portal; left out: never
     * @param password the one just made up, told once; left out otherwise
     */
    public record UserAnswer(
            String name,
            Role role,
            boolean allStores,
            List<UUID> stores,
            boolean blocked,
            boolean mustChangePassword,
            OffsetDateTime createdAt,
            OffsetDateTime lastSignInAt,
            String password) {

        static UserAnswer of(UserSummary user, String password) {
            return new UserAnswer(
                    user.name(),
                    user.role(),
                    user.allStores(),
                    user.stores().stream().sorted().toList(),
                    user.blocked(),
                    user.mustChangePassword(),
                    user.createdAt(),
                    user.lastSignInAt(),
                    password);
        }

        @Override
        public String toString() {
            return "UserAnswer[" + name + "]"; // never the password
        }
    }
}
