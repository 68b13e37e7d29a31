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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalSpec;
import pro.saleflex.office.terminal.TerminalView;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.terminal.Terminals.Created;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/terminals}: create, block and trust terminals, rotate and revoke their secrets. */
@Path("admin/terminals")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class TerminalsResource {
    @Inject
    Terminals terminals;

    @Inject
    AuditTrail audit;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public TerminalsResource() {}

    /** All terminals. */
    @GET
    public List<TerminalAnswer> all() {
        return terminals.all().stream().map(view -> answer(view, null)).toList();
    }

    /** Creates a terminal: 201 with its secret, which is never told again. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(TerminalSpec spec) {
        Bodies.require(spec);
        spec.fault().ifPresent(fault -> {
            throw Problem.of(400, fault);
        });
        Created created = terminals.createTerminal(spec);
        switch (created.outcome()) {
            case UNKNOWN_STORE -> throw Problem.of(404, "There is no store with these codes.");
            case TAKEN -> throw Problem.of(409, "The store has a terminal with this code or number already.");
            case DONE -> note("terminal.create", created.terminal(), "number " + spec.number());
        }
        return Response.status(201)
                .entity(answer(created.terminal(), created.secret()))
                .build();
    }

    /** Changes a terminal: block, allow to pull, trust networks, rotate or revoke its secret. */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public TerminalAnswer change(@PathParam("id") UUID id, TerminalChange change) {
        Bodies.require(change);
        change.fault().ifPresent(fault -> {
            throw Problem.of(400, fault);
        });
        Created changed = terminals
                .changeTerminal(id, change)
                .orElseThrow(() -> Problem.of(404, "There is no terminal with this id."));
        note("terminal.change", changed.terminal(), detail(change));
        return answer(changed.terminal(), changed.secret());
    }

    private void note(String action, TerminalView terminal, String detail) {
        audit.add(
                caller.getUserPrincipal().getName(),
                action,
                terminal.officeCode() + "/" + terminal.storeCode() + "/" + terminal.terminalCode(),
                detail);
    }

    private static String detail(TerminalChange change) {
        return Stream.of(
                        change.blocked() == null ? null : "blocked " + change.blocked(),
                        change.mayPull() == null ? null : "may pull " + change.mayPull(),
                        change.trustedNetworks() == null ? null : "trusted networks " + change.trustedNetworks(),
                        Boolean.TRUE.equals(change.rotate()) ? "secret rotated" : null,
                        Boolean.TRUE.equals(change.revoke()) ? "secret revoked" : null)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static TerminalAnswer answer(TerminalView terminal, String secret) {
        return new TerminalAnswer(
                terminal.id(),
                terminal.officeCode(),
                terminal.storeCode(),
                terminal.terminalCode(),
                terminal.number(),
                terminal.name(),
                terminal.blocked(),
                terminal.mayPull(),
                terminal.trustedNetworks(),
                terminal.trustedNetworks().isEmpty()
                        ? null
                        : "Calls from these networks need no secret: anybody there can be this terminal.",
                terminal.hasSecret(),
                secret);
    }

    /**
     * A terminal.
     *
     * @param id ours
     * @param officeCode its office
     * @param storeCode its store
     * @param terminalCode its code
     * @param number its number in the store
     * @param name for people
     * @param blocked gets no master data
     * @param mayPull whether it may get master data
     * @param trustedNetworks ranges from which it needs no secret
     * @param warning about that, when there are such ranges
     * @param hasSecret a secret was given out and not revoked
     * @param secret its new secret, told once; left out otherwise
     */
    public record TerminalAnswer(
            UUID id,
            String officeCode,
            String storeCode,
            String terminalCode,
            int number,
            String name,
            boolean blocked,
            boolean mayPull,
            List<String> trustedNetworks,
            String warning,
            boolean hasSecret,
            String secret) {

        @Override
        public String toString() {
            return "TerminalAnswer[" + id + "]"; // never the secret
        }
    }
}
