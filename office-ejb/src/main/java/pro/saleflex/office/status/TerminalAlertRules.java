package pro.saleflex.office.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.alert.Cause;
import pro.saleflex.office.alert.Severity;
import pro.saleflex.office.closure.IncompletePeriod;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * The rules by which what a till reported becomes causes of alerts; nothing but what they are given, and no memory. Silence
 * is not among them.
 *
 * <p>A report counts while the till calls, and as the last word of one that is silent. Of a till that said goodbye only
 * waiting documents count: they would be lost with it, while a printer that is switched off troubles nobody. What a blocked
 * till says counts for nothing: it was taken out of use.
 */
final class TerminalAlertRules {
    /** Without these the till cannot sell, or not give a receipt. */
    private static final Set<String> NEEDED_TO_SELL = Set.of("receipt_printer", "payment_device");

    private TerminalAlertRules() {}

    static List<Cause> reported(TerminalRef terminal, TerminalStatus status, Limits limits, Instant now) {
        List<Cause> causes = new ArrayList<>();
        switch (status.state) {
            case ONLINE, LATE, SILENT -> {
                causes.addAll(broken(terminal, Peripheral.list(status.peripherals)));
                clock(terminal, status, limits, causes);
                disk(terminal, status, limits, causes);
                waiting(terminal, status, limits, status.lastHeartbeat.toInstant(), causes);
            }
            case CLOSED -> waiting(terminal, status, limits, now, causes);
            case BLOCKED, NEVER_SEEN, ON_DEMAND -> {
                // nothing that it said counts
            }
        }
        return causes;
    }

    /**
     * Devices in error, one cause per type. A warning, such as paper that is low, is for the cashier, who stands beside it,
     * and shows on the board; absent is what the till never had.
     */
    private static List<Cause> broken(TerminalRef terminal, List<Peripheral> peripherals) {
        Map<String, String> details = peripherals.stream()
                .filter(device -> device.state().equals("error"))
                .collect(Collectors.toMap(
                        Peripheral::type,
                        device -> device.detail() == null ? device.state() : device.detail(),
                        (one, other) -> one + ", " + other,
                        TreeMap::new));
        return details.entrySet().stream()
                .map(device -> Cause.peripheral(
                        terminal,
                        NEEDED_TO_SELL.contains(device.getKey()) ? Severity.CRITICAL : Severity.WARNING,
                        device.getKey(),
                        device.getValue()))
                .toList();
    }

    private static void clock(TerminalRef terminal, TerminalStatus status, Limits limits, List<Cause> causes) {
        Duration skew = status.clockSkewMs == null ? Duration.ZERO : Duration.ofMillis(status.clockSkewMs);
        if (skew.abs().compareTo(limits.clockSkew()) > 0) {
            causes.add(Cause.clockSkew(terminal, skew));
        }
    }

    private static void disk(TerminalRef terminal, TerminalStatus status, Limits limits, List<Cause> causes) {
        Long free = TileReader.health(status.health, "disk_free_mb");
        if (free != null && free < limits.diskMegabytes()) {
            causes.add(Cause.lowDisk(terminal, free));
        }
    }

    /**
     * Documents that had waited too long at the till's last word, for that is when we knew of them: else a switch that fails
     * would be an alert of each till, beside the one about their silence. Those on a closed till go on waiting.
     */
    private static void waiting(
            TerminalRef terminal, TerminalStatus status, Limits limits, Instant at, List<Cause> causes) {
        if (status.waitingDocuments == null || status.waitingDocuments == 0 || status.oldestWaitingSince == null) {
            return;
        }
        Duration oldest = Duration.between(status.oldestWaitingSince.toInstant(), at);
        if (oldest.compareTo(limits.waiting()) > 0) {
            causes.add(Cause.documentsWaiting(terminal, status.waitingDocuments, oldest));
        }
    }

    /** Missing documents, one cause per closure, whatever the till's state: they are missing in the books. */
    static List<Cause> gaps(List<IncompletePeriod> periods, Map<UUID, TerminalRef> terminals) {
        return periods.stream()
                .map(period -> Cause.receiptGap(
                        terminals.get(period.terminalId()), period.closureNumber(), period.missing(), period.numbers()))
                .toList();
    }

    /**
     * From where on something is an alert.
     *
     * @param waiting a document that waits longer
     * @param clockSkew a clock that is further off
     * @param diskMegabytes a disk with less room
     */
    record Limits(Duration waiting, Duration clockSkew, long diskMegabytes) {

        static Limits of(OfficeConfig config) {
            return new Limits(config.documentsWaitingLimit(), config.clockSkewLimit(), config.tillDiskMegabytes());
        }
    }
}
