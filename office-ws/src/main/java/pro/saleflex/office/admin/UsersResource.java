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
import pro.saleflex.office.account.UserAccounts.NewPassword;
import pro.saleflex.office.account.UserSpec;
import pro.saleflex.office.account.UserSummary;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/users}: the users who may sign in to the portal and call {@code /admin}. */
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

    /** Returns all users, by name. */
    @GET
    public List<UserAnswer> all() {
        return accounts.all().stream().map(user -> UserAnswer.of(user, null)).toList();
    }

    /** Creates a user: 201 with a generated password, shown once and valid for the first sign-in only. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(UserBody body) {
        UserSpec spec = body.over(body.name(), Role.VIEWER, new UserBody(null, null, false, List.of(), false));
        requireStores(spec);
        NewPassword made = accounts.create(actor(), spec);
        require(made.outcome());
        return Response.status(201).entity(answer(spec.name(), made.password())).build();
    }

    /** Changes the user's role, stores, or whether it is blocked; members left out keep their value. */
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

    /** Generates a new password, to be changed at the next sign-in; ends the user's sessions. */
    @POST
    @Path("{name}/password")
    public UserAnswer resetPassword(@PathParam("name") String name) {
        NewPassword made = accounts.resetPassword(actor(), name);
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
            throw Problem.of(400, "'stores' contains an id that does not exist.");
        }
        if (spec.role() != Role.ADMIN && !spec.allStores() && spec.stores().isEmpty()) {
            throw Problem.of(400, "'stores' must contain at least one id, or 'all_stores' must be true.");
        }
    }

    private static void require(UserAccounts.Outcome outcome) {
        switch (outcome) {
            case DONE -> {
                // nothing to report
            }
            case TAKEN -> throw Problem.of(409, "A user with this name already exists.");
            case BAD_NAME ->
                throw Problem.of(
                        400, "'name' must be 2 to 50 letters, digits, dots, hyphens, underscores or at signs.");
            case UNKNOWN -> throw unknown();
            case ONESELF ->
                throw Problem.of(409, "You cannot block yourself or change your own role. Ask another administrator.");
        }
    }

    private static Problem unknown() {
        return Problem.of(404, "There is no user with this name.");
    }

    /**
     * A user to create, or the changes to one. Null members keep their value, or get the default for a new user.
     *
     * @param name the name of a new user; ignored in changes
     * @param role ADMIN, MANAGER or VIEWER
     * @param allStores whether the user sees every store; null counts as false when stores are given
     * @param stores ids of the stores it sees, unless all
     * @param blocked whether it cannot sign in
     */
    public record UserBody(String name, String role, Boolean allStores, List<UUID> stores, Boolean blocked) {

        /** Fills the null members in from a default role and the former values. */
        UserSpec over(String userName, Role defaultRole, UserBody before) {
            return new UserSpec(
                    userName,
                    role == null ? defaultRole : role(role),
                    allStores == null ? stores == null && before.allStores() : allStores,
                    new HashSet<>(stores == null ? before.stores() : stores), // a null in it matches no store
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
     * @param role its role
     * @param allStores whether it sees every store
     * @param stores ids of the stores it sees, unless all
     * @param blocked whether it cannot sign in
     * @param mustChangePassword whether it still has a generated password
     * @param createdAt when it was created
     * @param lastSignInAt its last sign-in to the portal; left out when never
     * @param password the password just generated, shown once; left out otherwise
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
