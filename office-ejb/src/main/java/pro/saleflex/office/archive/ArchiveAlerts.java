package pro.saleflex.office.archive;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertReconciler;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.Finding;
import pro.saleflex.office.archive.ArchiveMeter.Reading;
import pro.saleflex.office.archive.Archives.ArchiveState;
import pro.saleflex.office.archive.Archives.SingleCopies;

/** Raises and resolves alerts about the archive: it cannot be written, or documents have no second copy. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ArchiveAlerts {
    private static final Set<AlertKind> OURS = Set.of(AlertKind.ARCHIVE_FAILING, AlertKind.SINGLE_COPY);

    /** The archive needs a few seconds, GATE's line may be away for a while: only what lasts longer is reported. */
    private static final Duration REPORTED_AFTER = Duration.ofMinutes(5);

    @Inject
    Clock clock;

    @Inject
    ArchiveMeter meter;

    @Inject
    Alerts alerts;

    @Inject
    AlertReconciler reconciler;

    /** Checks once, with a transaction per alert. */
    public void check() {
        Reading reading = meter.read();
        List<Finding> found = new ArrayList<>();
        failing(reading).ifPresent(found::add);
        singleCopies(reading.single()).ifPresent(found::add);
        reconciler.reconcile(alerts.openOfKinds(OURS), found);
    }

    private static Optional<Finding> failing(Reading reading) {
        ArchiveState state = reading.state();
        if (state.since() == null) {
            return Optional.empty();
        }
        Optional<String> reason = state.available() ? reading.fault() : Optional.of(state.reason());
        return reason.map(text -> Finding.of(Cause.archiveFailing(text)));
    }

    private Optional<Finding> singleCopies(SingleCopies single) {
        Instant now = clock.instant();
        return single.oldest()
                .filter(at -> at.isBefore(now.minus(REPORTED_AFTER)))
                .map(at -> new Finding(
                        Cause.singleCopy(single.documents(), Duration.between(at, now)),
                        1L,
                        at.atOffset(ZoneOffset.UTC),
                        null));
    }
}
