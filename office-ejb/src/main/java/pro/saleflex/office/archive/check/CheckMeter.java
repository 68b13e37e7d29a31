package pro.saleflex.office.archive.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;
import pro.saleflex.office.archive.check.ArchiveChecks.Rehearsal;
import pro.saleflex.office.archive.check.ArchiveChecks.Verification;
import pro.saleflex.office.schema.SchemaReady;

/**
 * What was last read about verifications and rehearsals, as metrics, for monitoring systems that read the server's
 * {@code /metrics}. A value is not a number while it is not known.
 */
@ApplicationScoped
public class CheckMeter {
    @Inject
    ArchiveChecks checks;

    @Inject
    Clock clock;

    private volatile Optional<CheckState> latest = Optional.empty();

    /** Creates this bean at the start: the server knows the metrics of a bean only once there is one. */
    public void start(@Observes SchemaReady ready) {}

    /** Reads the state. Called by {@link CheckAlerts}. */
    CheckState read() {
        CheckState state = checks.state();
        latest = Optional.of(state);
        return state;
    }

    /** Number of faults that the last verification found. */
    @Gauge(
            name = "saleflex_office_archive_faults",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "Faults in archive and journal that the last verification found")
    public double faults() {
        return verification().map(last -> (double) last.faultCount()).orElse(Double.NaN);
    }

    /** How long ago the last verification ended. */
    @Gauge(
            name = "saleflex_office_archive_verification_age_seconds",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "Seconds since the last verification of the archive ended")
    public double verificationAge() {
        return age(verification().map(Verification::endedAt));
    }

    /** Whether the last rehearsal of the restore went well. */
    @Gauge(
            name = "saleflex_office_restore_rehearsed",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "1 if the last rehearsal of the restore went well, 0 if it failed")
    public double rehearsed() {
        return rehearsal().map(last -> last.fault().isEmpty() ? 1.0 : 0.0).orElse(Double.NaN);
    }

    /** How long ago the last rehearsal ended. */
    @Gauge(
            name = "saleflex_office_restore_rehearsal_age_seconds",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "Seconds since the last rehearsal of the restore ended")
    public double rehearsalAge() {
        return age(rehearsal().map(Rehearsal::endedAt));
    }

    private Optional<Verification> verification() {
        return latest.flatMap(CheckState::verification);
    }

    private Optional<Rehearsal> rehearsal() {
        return latest.flatMap(CheckState::rehearsal);
    }

    private double age(Optional<Instant> at) {
        return at.map(moment ->
                        (double) Duration.between(moment, clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }
}
