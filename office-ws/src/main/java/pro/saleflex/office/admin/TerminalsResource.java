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
import java.util.List;
import java.util.Map;
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
import pro.saleflex.office.terminal.enrolment.EnrolmentState;
import pro.saleflex.office.terminal.enrolment.EnrolmentView;
import pro.saleflex.office.terminal.enrolment.Enrolments;
import pro.saleflex.office.terminal.enrolment.Enrolments.IssuedCode;
import pro.saleflex.office.terminal.enrolment.Enrolments.Registered;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/terminals}: creates, enrols, blocks and trusts terminals, rotates and revokes their secrets. */
@Path("admin/terminals")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class TerminalsResource {
    @Inject
    Terminals terminals;

    @Inject
    Enrolments enrolments;

    @Inject
    AuditTrail audit;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public TerminalsResource() {}

    /** Returns all terminals. */
    @GET
    public List<TerminalAnswer> all() {
        Map<UUID, EnrolmentView> all = enrolments.all();
        return terminals.all().stream()
                .map(view -> answer(view, all.getOrDefault(view.id(), EnrolmentView.NONE), null, null))
                .toList();
    }

    /** Creates a terminal: 201 with its secret and its enrolment code, either of which will do; both are shown once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(TerminalSpec spec) {
        spec.fault().ifPresent(fault -> {
            throw Problem.of(400, fault);
        });
        Registered created = enrolments.register(caller.getUserPrincipal().getName(), spec, true);
        switch (created.outcome()) {
            case UNKNOWN_STORE -> throw Problem.of(404, "There is no store with these codes.");
            case TAKEN -> throw Problem.of(409, "The store already has a terminal with this code or number.");
            case DONE -> {
                return Response.status(201)
                        .entity(answer(
                                created.terminal(),
                                enrolments.of(created.terminal().id()),
                                created.secret(),
                                created.code()))
                        .build();
            }
        }
        throw new IllegalStateException("Unknown outcome: " + created.outcome());
    }

    /** Creates an enrolment code: 201, shown once; voids the previous code. The terminal's secret stays valid. */
    @POST
    @Path("{id}/enrolment")
    public Response makeCode(@PathParam("id") UUID id) {
        IssuedCode made = enrolments
                .issueCode(caller.getUserPrincipal().getName(), id)
                .orElseThrow(() -> Problem.of(404, "There is no terminal with this id."));
        return Response.status(201)
                .entity(new CodeAnswer(made.code(), made.expiresAt()))
                .build();
    }

    /**
     * Changes a terminal: blocks it, allows pulls, trusts networks, rotates or revokes its secret, binds a certificate.
     */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public TerminalAnswer change(@PathParam("id") UUID id, TerminalChange change) {
        change.fault().ifPresent(fault -> {
            throw Problem.of(400, fault);
        });
        Created changed = terminals
                .changeTerminal(id, change)
                .orElseThrow(() -> Problem.of(404, "There is no terminal with this id."));
        if (Boolean.TRUE.equals(change.revoke())) {
            enrolments.voidCode(id); // otherwise whoever holds the code could get a new secret
        }
        note("terminal.change", changed.terminal(), detail(change));
        return answer(changed.terminal(), enrolments.of(id), changed.secret(), null);
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
                        Boolean.TRUE.equals(change.revoke()) ? "secret revoked" : null,
                        Boolean.TRUE.equals(change.endPrevious()) ? "previous secret ended" : null,
                        change.certificateSha256() == null ? null : "certificate " + change.certificateSha256())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static TerminalAnswer answer(
            TerminalView terminal, EnrolmentView enrolment, String secret, IssuedCode made) {
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
                        : "Calls from these networks need no secret: anyone there can act as this terminal.",
                terminal.hasSecret(),
                terminal.previousValidUntil(),
                terminal.certificateSha256(),
                enrolment.state(),
                enrolment.enrolledAt(),
                secret,
                made == null ? null : made.code(),
                enrolment.state() == EnrolmentState.WAITING ? enrolment.expiresAt() : null);
    }

    /**
     * A terminal.
     *
     * @param id assigned by this server
     * @param officeCode code of its office
     * @param storeCode code of its store
     * @param terminalCode its code
     * @param number its number in the store
     * @param name its display name
     * @param blocked whether it is refused master data
     * @param mayPull whether it may pull master data
     * @param trustedNetworks address ranges from which it needs no secret
     * @param warning a warning about those ranges; left out when there are none
     * @param hasSecret whether it has a secret that was not revoked
     * @param previousValidUntil until when the secret before the rotation is accepted too; left out when it is not
     * @param certificateSha256 fingerprint of the client certificate that its calls must also present; left out when
     *     none
     * @param enrolment the state of its enrolment
     * @param enrolledAt when it last got its secret by a code; left out when never
     * @param secret its new secret, shown once; left out otherwise
     * @param enrolmentCode its enrolment code, shown once; left out otherwise
     * @param enrolmentExpiresAt when the pending code expires; left out when none is pending
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
            OffsetDateTime previousValidUntil,
            String certificateSha256,
            EnrolmentState enrolment,
            OffsetDateTime enrolledAt,
            String secret,
            String enrolmentCode,
            OffsetDateTime enrolmentExpiresAt) {

        @Override
        public String toString() {
            return "TerminalAnswer[" + id + "]"; // never the secret
        }
    }

    /**
     * An enrolment code.
     *
     * @param code the code, shown once
     * @param expiresAt when it expires
     */
    public record CodeAnswer(String code, OffsetDateTime expiresAt) {

        @Override
        public String toString() {
            return "CodeAnswer[until " + expiresAt + "]"; // never the code
        }
    }
}
