package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import pro.saleflex.office.account.AuditTrail;
import pro.saleflex.office.gate.pull.MasterDataPulls;
import pro.saleflex.office.guard.AdministratorOnly;
import pro.saleflex.office.guard.LargeBody;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.terminal.StoreChange;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.StoreSpec;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.wire.Problem;
import pro.saleflex.office.wire.StrictText;

/** {@code /admin/stores}: creates and changes stores, and imports their master data. */
@Path("admin/stores")
@AdministratorOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class StoresResource {
    @Inject
    Terminals terminals;

    @Inject
    ReferenceData reference;

    @Inject
    AuditTrail audit;

    @Inject
    MasterDataPulls pulls;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public StoresResource() {}

    /** Returns all stores. */
    @GET
    public List<StoreAnswer> all() {
        return terminals.stores().stream().map(this::answer).toList();
    }

    /** Creates a store: 201, or 409 when one with these codes exists. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(StoreSpec spec) {
        spec.fault().ifPresent(fault -> {
            throw Problem.of(400, fault);
        });
        StoreRef store = terminals
                .createStore(spec)
                .orElseThrow(() -> Problem.of(409, "A store with these codes already exists."));
        audit.add(
                caller.getUserPrincipal().getName(), "store.create", store.officeCode() + "/" + store.storeCode(), "");
        return Response.status(201).entity(answer(store)).build();
    }

    /** Changes a store's name, zone, currency or day start from now on; earlier documents are not touched. */
    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public StoreAnswer change(@PathParam("id") UUID id, StoreChange change) {
        change.fault().ifPresent(fault -> {
            throw Problem.of(400, fault);
        });
        StoreRef store =
                terminals.changeStore(id, change).orElseThrow(() -> Problem.of(404, "There is no store with this id."));
        audit.add(
                caller.getUserPrincipal().getName(),
                "store.change",
                store.officeCode() + "/" + store.storeCode(),
                change.asText());
        return answer(store);
    }

    /**
     * Replaces a store's master data by a snapshot in the form of a {@code /pos/init} reply: all of it or nothing.
     * Streams the body, and asks the store's terminals to refresh.
     */
    @PUT
    @Path("{id}/reference")
    @Consumes(MediaType.APPLICATION_JSON)
    public ImportAnswer replaceReference(@PathParam("id") UUID id, @LargeBody InputStream body) throws IOException {
        StoreRef store = terminals.stores().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "There is no store with this id."));
        String by = caller.getUserPrincipal().getName();
        ReferenceData.Imported imported = reference.importSnapshot(store, StrictText.reader(body), by);
        if (!imported.faults().isEmpty()) {
            throw Problem.of(422, "Nothing was changed. " + String.join(" ", imported.faults()));
        }
        audit.add(
                by,
                "reference.import",
                store.officeCode() + "/" + store.storeCode(),
                "version " + imported.version() + ", " + imported.rows() + " rows, " + imported.changed() + " changed");
        pulls.startOver(store); // otherwise rows that GATE sent earlier would be missing for ever
        return new ImportAnswer(imported.version(), imported.rows());
    }

    private StoreAnswer answer(StoreRef store) {
        return new StoreAnswer(
                store.id(),
                store.officeCode(),
                store.storeCode(),
                store.name(),
                store.zone().name(),
                store.currency(),
                store.dayStart().toString(),
                reference.version(store));
    }

    /**
     * A store.
     *
     * @param id assigned by this server
     * @param officeCode code of its office
     * @param storeCode its code
     * @param name its display name
     * @param timeZone IANA time zone name
     * @param currency ISO 4217 code
     * @param dayStart when its business day starts, such as {@code 02:30}
     * @param referenceVersion version of its master data, 0 when it has none
     */
    public record StoreAnswer(
            UUID id,
            String officeCode,
            String storeCode,
            String name,
            String timeZone,
            String currency,
            String dayStart,
            long referenceVersion) {}

    /**
     * The result of an import.
     *
     * @param version the store's version now; a snapshot that changes nothing does not create a new one
     * @param rows number of rows in the snapshot
     */
    public record ImportAnswer(long version, int rows) {}
}
