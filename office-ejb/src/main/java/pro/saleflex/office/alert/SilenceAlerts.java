package pro.saleflex.office.alert;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.alert.MassSilenceRule.Silence;
import pro.saleflex.office.terminal.StoreRef;

/**
 * Keeps the alerts about silent terminals. Many terminals of a store that fell silent together are one alert of the
 * store, see {@link MassSilenceRule}; the others are one alert each.
 */
@Stateless
public class SilenceAlerts {
    @Inject
    Clock clock;

    @Inject
    AlertRecords records;

    @Inject
    AlertLifecycle lifecycle;

    @Inject
    Event<AlertsChanged> changed;

    /**
     * Reports which terminals of a store are silent now. Many that fell silent together are one alert of the store (at
     * least three within 30 s, and more than half of those that were online), the others one alert each. Terminals that
     * are not named are back. Call it whenever a terminal falls silent or comes back, and regularly.
     *
     * @param store the store
     * @param silent all its silent terminals
     * @param online how many of its terminals are online, late ones included
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void update(StoreRef store, Collection<SilentTerminal> silent, int online) {
        OffsetDateTime now = AlertRecords.utc(clock.instant());
        String storeKey = AlertKind.SILENT.key("store", store.id());
        records.lock(storeKey);
        List<MaintenanceWindow> windows = records.windows(now);
        Map<UUID, SilentTerminal> byId =
                silent.stream().collect(Collectors.toMap(each -> each.terminal().id(), Function.identity()));
        Map<UUID, Alert> ofTerminals = records.openOfKinds(Set.of(AlertKind.SILENT)).stream()
                .filter(alert -> store.id().equals(alert.storeId) && alert.terminalId != null)
                .collect(Collectors.toMap(alert -> alert.terminalId, Function.identity()));
        Optional<Alert> latest = records.latest(storeKey);
        Map<UUID, AlertTerminal> members = latest.filter(Alert::isOpen).stream()
                .flatMap(alert -> records.members(alert.id).stream())
                .collect(Collectors.toMap(member -> member.terminalId, Function.identity()));
        Set<UUID> together = MassSilenceRule.together(withoutMaintained(silent, windows), members.keySet(), online);

        members.values().stream()
                .filter(member -> !together.contains(member.terminalId))
                .forEach(records::remove);
        if (!together.isEmpty()) {
            Alert mass = massSilence(store, together, byId, members.keySet(), latest, now, windows);
            together.stream()
                    .map(ofTerminals::remove)
                    .filter(alert -> alert != null)
                    .forEach(alert -> {
                        alert.resolvedAt = now;
                        alert.joinedAlertId = mass.id;
                        alert.toldSeverity = null;
                    });
        } else {
            latest.filter(Alert::isOpen).ifPresent(alert -> lifecycle.end(alert, now, windows));
        }
        for (SilentTerminal each : silent) {
            UUID id = each.terminal().id();
            if (!together.contains(id) && ofTerminals.remove(id) == null) {
                Cause cause = Cause.at(each.terminal(), AlertKind.SILENT, Severity.WARNING, Map.of());
                Optional<Alert> last = records.latest(cause.key());
                long times = last.filter(alert -> alert.reopens(now))
                        .map(alert -> alert.times)
                        .orElse(0L);
                lifecycle.openOrUpdate(cause, last, times + 1, each.since(), now, now, windows);
            }
        }
        ofTerminals.values().forEach(alert -> lifecycle.end(alert, now, windows));
    }

    private Alert massSilence(
            StoreRef store,
            Set<UUID> together,
            Map<UUID, SilentTerminal> silent,
            Set<UUID> members,
            Optional<Alert> latest,
            OffsetDateTime now,
            List<MaintenanceWindow> windows) {
        List<SilentTerminal> terminals = together.stream()
                .map(silent::get)
                .sorted(Comparator.comparingInt(each -> each.terminal().number()))
                .toList();
        Cause cause = new Cause(
                AlertKind.SILENT,
                Severity.CRITICAL,
                store.id(),
                null,
                AlertKind.SILENT.key("store", store.id()),
                Map.of(
                        AlertKind.WORDING,
                        "together",
                        "store",
                        store.name(),
                        "number",
                        Integer.toString(terminals.size()),
                        "tills",
                        terminals.stream().map(each -> each.terminal().code()).collect(Collectors.joining(", "))));
        Optional<Alert> open = latest.filter(Alert::isOpen);
        Alert alert;
        if (open.isPresent() && members.containsAll(together)) {
            alert = open.get(); // the same terminals or fewer, so nothing new happened
            Map<String, String> before = AlertParameters.fromText(alert.facts);
            if (!before.equals(cause.parameters())) {
                alert.update(cause, alert.times, alert.lastAt);
                changed.fire(new AlertsChanged(store.id()));
            }
        } else {
            OffsetDateTime since = terminals.stream()
                    .map(SilentTerminal::since)
                    .min(Comparator.naturalOrder())
                    .orElse(now);
            long times = latest.filter(last -> last.isOpen() || last.reopens(now))
                    .map(last -> last.times)
                    .orElse(0L);
            alert = lifecycle.openOrUpdate(cause, latest, times + 1, since, now, now, windows);
        }
        UUID id = alert.id;
        terminals.stream()
                .filter(each -> !members.contains(each.terminal().id()))
                .forEach(each ->
                        records.add(new AlertTerminal(id, each.terminal().id(), each.since())));
        return alert;
    }

    /** Leaves out terminals under maintenance: their silence says nothing about the others. */
    private static List<Silence> withoutMaintained(Collection<SilentTerminal> silent, List<MaintenanceWindow> windows) {
        Set<UUID> maintained =
                windows.stream().map(window -> window.terminalId).collect(Collectors.toCollection(HashSet::new));
        return silent.stream()
                .filter(each -> !maintained.contains(each.terminal().id()))
                .map(each -> new Silence(each.terminal().id(), each.since()))
                .toList();
    }
}
