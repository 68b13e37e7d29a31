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

/** Makes the standing alerts say what a look found: what is found stands, what is not found any more is over. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertReconciler {
    @Inject
    Clock clock;

    @Inject
    Alerts alerts;

    /**
     * Resolves the standing alerts that were not found, raises those that were found and do not stand, and brings the others
     * up to date; each in a transaction of its own. A second server that looks too finds the same.
     *
     * @param standing the alerts that this look decides about
     * @param found what it found, each cause once
     */
    public void reconcile(Collection<AlertView> standing, Collection<Finding> found) {
        Map<String, AlertView> byKey = standing.stream().collect(Collectors.toMap(AlertView::key, Function.identity()));
        Map<String, Finding> open = found.stream()
                .collect(Collectors.toMap(finding -> finding.cause().key(), Function.identity()));
        byKey.keySet().stream().filter(key -> !open.containsKey(key)).forEach(alerts::resolve);
        open.forEach((key, finding) -> say(finding, byKey.get(key)));
    }

    private void say(Finding finding, AlertView alert) {
        OffsetDateTime now = AlertRecords.utc(clock.instant());
        if (alert == null && finding.times() == null) {
            alerts.raise(finding.cause());
        } else if (alert == null || !finding.isSaidBy(alert)) {
            alerts.observe(
                    finding.cause(),
                    finding.times() == null ? alert.times() : finding.times(),
                    Objects.requireNonNullElse(finding.firstAt(), now),
                    Objects.requireNonNullElse(finding.lastAt(), now));
        }
    }
}
