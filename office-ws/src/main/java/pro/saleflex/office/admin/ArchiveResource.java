package pro.saleflex.office.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import pro.saleflex.office.archive.ArchiveDisk.Space;
import pro.saleflex.office.archive.ArchiveMeter;
import pro.saleflex.office.archive.ArchiveMeter.Reading;
import pro.saleflex.office.archive.Archives.ArchiveState;
import pro.saleflex.office.archive.check.ArchiveChecks;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;
import pro.saleflex.office.guard.PortalCaller;
import pro.saleflex.office.guard.StaffOnly;
import pro.saleflex.office.wire.Problem;

/** {@code /admin/archive}: the state of the archive, and how many documents are in one place only. */
@Path("admin/archive")
@StaffOnly
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class ArchiveResource {
    /** Seconds; the meter is read every five. */
    private static final int RETRY_AFTER = 5;

    @Inject
    ArchiveMeter meter;

    @Inject
    ArchiveChecks checks;

    @Context
    SecurityContext caller;

    /** Public for JAX-RS. */
    public ArchiveResource() {}

    /** Returns the last reading; 503 while there is none. */
    @GET
    public ArchiveAnswer state() {
        boolean values = PortalCaller.of(caller).allStores();
        return meter.latest()
                .map(reading -> ArchiveAnswer.of(reading, values, checks.state()))
                .orElseThrow(() -> Problem.retryLater(503, "The archive has not been looked at yet.", RETRY_AFTER));
    }

    /**
     * The state of the archive.
     *
     * @param at when it was read, at most a minute ago
     * @param directory where it lies
     * @param encrypted whether its documents are encrypted, not only secrets and personal data
     * @param available whether it can be written to
     * @param since when that began; left out before the first look
     * @param reason why not; empty when it can
     * @param fault what is wrong although it can be written to, such as a terminal whose journal does not fit; left out
     *     when nothing is
     * @param archived documents that are in it
     * @param waiting documents that are not
     * @param oldestAt when the oldest of those was handed over; left out when none waits
     * @param sealedAt when the last segment was sealed; left out when there is none
     * @param sharedWithHome whether it is on the same disk as the application's home; left out when not known
     * @param freeBytes what is free on its disk; left out when not known
     * @param totalBytes size of its disk; left out when not known
     * @param daysLeft days until its disk is full, at most 3650; left out when not known
     * @param single documents in this database only
     * @param checks verifications of the archive and rehearsals of the restore
     */
    public record ArchiveAnswer(
            Instant at,
            String directory,
            boolean encrypted,
            boolean available,
            Instant since,
            String reason,
            String fault,
            long archived,
            long waiting,
            Instant oldestAt,
            Instant sealedAt,
            Boolean sharedWithHome,
            Long freeBytes,
            Long totalBytes,
            Long daysLeft,
            SingleAnswer single,
            CheckAnswers checks) {

        static ArchiveAnswer of(Reading reading, boolean values, CheckState checks) {
            ArchiveState state = reading.state();
            return new ArchiveAnswer(
                    reading.at(),
                    state.directory().toString(),
                    state.encrypted(),
                    state.available(),
                    state.since(),
                    state.reason(),
                    reading.fault().orElse(null),
                    state.archived(),
                    state.waiting(),
                    state.oldest().orElse(null),
                    state.sealedAt().orElse(null),
                    state.space().map(Space::sharedWithHome).orElse(null),
                    state.space().map(Space::freeBytes).orElse(null),
                    state.space().map(Space::totalBytes).orElse(null),
                    reading.daysLeft().orElse(null),
                    new SingleAnswer(
                            reading.single().documents(),
                            reading.single().oldest().orElse(null),
                            values ? reading.single().values() : null),
                    CheckAnswers.of(checks));
        }
    }

    /**
     * Documents that are neither in the archive nor at GATE.
     *
     * @param documents how many
     * @param oldestAt when the oldest was handed over; left out when there is none
     * @param values what they are worth, by currency; left out for callers who may not see all stores
     */
    public record SingleAnswer(long documents, Instant oldestAt, Map<String, BigDecimal> values) {}
}
