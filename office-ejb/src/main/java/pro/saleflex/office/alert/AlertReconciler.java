package pro.saleflex.office.alert;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reconciles the open alerts with the findings of a regular check. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertReconciler {
    @Inject
    Clock clock;

    @Inject
    Alerts alerts;

    /**
     * Resolves the open alerts whose causes were not found, raises alerts for new causes, and updates the others; each in
     * a transaction of its own. A second server that also checks finds the same.
     *
     * @param open the open alerts that this check decides about
     * @param found the causes it found, each once
     */
    public void reconcile(Collection<AlertView> open, Collection<Finding> found) {
        Map<String, AlertView> alertByKey =
                open.stream().collect(Collectors.toMap(AlertView::key, Function.identity()));
        Map<String, Finding> findingByKey = found.stream()
                .collect(Collectors.toMap(finding -> finding.cause().key(), Function.identity()));
        alertByKey.keySet().stream()
                .filter(key -> !findingByKey.containsKey(key))
                .forEach(alerts::resolve);
        findingByKey.forEach((key, finding) -> raiseOrUpdate(finding, alertByKey.get(key)));
    }

    /** Raises or updates an alert unless it already matches; {@code alert} is null if none is open. */
    private void raiseOrUpdate(Finding finding, AlertView alert) {
        OffsetDateTime now = AlertRecords.utc(clock.instant());
        if (alert == null && finding.times() == null) {
            alerts.raise(finding.cause());
        } else if (alert == null || !finding.matches(alert)) {
            alerts.observe(
                    finding.cause(),
                    finding.times() == null ? alert.times() : finding.times(),
                    Objects.requireNonNullElse(finding.firstAt(), now),
                    Objects.requireNonNullElse(finding.lastAt(), now));
        }
    }
}
