package pro.saleflex.office.archive.check;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pro.saleflex.office.alert.AlertKind;
import pro.saleflex.office.alert.AlertReconciler;
import pro.saleflex.office.alert.Alerts;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.Finding;
import pro.saleflex.office.archive.check.ArchiveChecks.CheckState;

/** Raises and resolves alerts about what the last verification and the last rehearsal found. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CheckAlerts {
    private static final Set<AlertKind> OURS = Set.of(AlertKind.ARCHIVE_DAMAGED, AlertKind.REHEARSAL_FAILED);

    @Inject
    CheckMeter meter;

    @Inject
    Alerts alerts;

    @Inject
    AlertReconciler reconciler;

    /** Checks once, with a transaction per alert. */
    public void check() {
        CheckState state = meter.read();
        List<Finding> found = Stream.concat(damage(state).stream(), failure(state).stream())
                .map(Finding::of)
                .toList();
        reconciler.reconcile(alerts.openOfKinds(OURS), found);
    }

    private static Optional<Cause> damage(CheckState state) {
        return state.verification()
                .filter(last -> last.faultCount() > 0)
                .map(last -> Cause.archiveDamaged(
                        last.faultCount(), last.faults().get(0).toString()));
    }

    private static Optional<Cause> failure(CheckState state) {
        return state.rehearsal().flatMap(ArchiveChecks.Rehearsal::fault).map(Cause::rehearsalFailed);
    }
}
