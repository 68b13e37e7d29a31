package pro.saleflex.office.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;
import pro.saleflex.office.schema.SchemaReady;

/**
 * The archive's metrics, for monitoring systems that read the server's {@code /metrics}. A value is not a number while
 * it is not known.
 */
@ApplicationScoped
public class ArchiveMetrics {
    @Inject
    ArchiveMeter meter;

    /** Creates this bean at the start: the server knows the metrics of a bean only once there is one. */
    public void start(@Observes SchemaReady ready) {}

    /** Whether the archive is written. */
    @Gauge(
            name = "saleflex_office_archive_available",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "1 if the archive is being written, 0 if somebody has to do something about it")
    public double available() {
        return meter.latest()
                .filter(reading -> reading.state().since() != null)
                .map(reading -> reading.failing() ? 0.0 : 1.0)
                .orElse(Double.NaN);
    }

    /** Number of documents that are not in the archive. */
    @Gauge(
            name = "saleflex_office_archive_waiting_documents",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "Documents that are not in the archive yet")
    public double waiting() {
        return meter.latest().map(reading -> (double) reading.state().waiting()).orElse(Double.NaN);
    }

    /** Number of documents in this database only. */
    @Gauge(
            name = "saleflex_office_single_copy_documents",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "Documents in this database only: neither in the archive nor at GATE")
    public double singleCopies() {
        return meter.latest()
                .map(reading -> (double) reading.single().documents())
                .orElse(Double.NaN);
    }
}
