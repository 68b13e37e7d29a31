package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import pro.saleflex.office.archive.check.ArchiveChecks;
import pro.saleflex.office.archive.check.CheckKind;
import pro.saleflex.office.guard.AdministratorOnly;

/** {@code /admin/archive/verification}, {@code rehearsal} and {@code backup}: asks for what is done in the background. */
@Path("admin/archive")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class ArchiveChecksResource {
    @Inject
    ArchiveChecks checks;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public ArchiveChecksResource() {}

    /** Asks for a complete verification of the archive; {@code GET /admin/archive} tells how far it is. */
    @POST
    @Path("verification")
    public Response verify() {
        return request(CheckKind.VERIFICATION);
    }

    /** Asks for a rehearsal of the restore; {@code GET /admin/archive} tells whether it is going on. */
    @POST
    @Path("rehearsal")
    public Response rehearse() {
        return request(CheckKind.REHEARSAL);
    }

    /** Asks for a backup of the database; {@code GET /admin/archive} tells how far it is, and where the file is. */
    @POST
    @Path("backup")
    public Response backUp() {
        return request(CheckKind.BACKUP);
    }

    private Response request(CheckKind kind) {
        checks.request(kind, caller.getUserPrincipal().getName());
        return Response.accepted(CheckAnswers.of(checks.state())).build();
    }
}
