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
 * The rules that turn terminals' reports into causes of alerts. Pure functions without memory. Silence is not among
 * them.
 *
 * <p>A report counts while the terminal calls, and as the last report of a silent one. For a terminal that said
 * goodbye, only waiting documents count: they would be lost with it, while nobody needs a printer that is switched off.
 * Reports of a blocked terminal do not count: it was taken out of use.
 */
final class TerminalAlertRules {
    /** Devices without which the terminal cannot sell or print receipts. */
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
                // its report does not count
            }
        }
        return causes;
    }

    /**
     * Devices in error, one cause per type. A warning, such as low paper, is for the cashier beside the device, and
     * shows on the board; an absent device is one the terminal never had.
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
     * Documents that had waited too long at the moment {@code at}. For a terminal that is not closed that is its last
     * report, when we knew of them; otherwise a failed network switch would raise an alert for each terminal, beside
     * the one about their silence. Documents on a closed terminal keep ageing.
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

    /** Missing documents, one cause per closure, whatever the terminal's state: they are missing from the books. */
    static List<Cause> gaps(List<IncompletePeriod> periods, Map<UUID, TerminalRef> terminals) {
        return periods.stream()
                .map(period -> Cause.receiptGap(
                        terminals.get(period.terminalId()), period.closureNumber(), period.missing(), period.numbers()))
                .toList();
    }

    /**
     * The limits beyond which there is an alert.
     *
     * @param waiting how long a document may wait
     * @param clockSkew how far the clock may be off, either way
     * @param diskMegabytes MB that must be free on the disk
     */
    record Limits(Duration waiting, Duration clockSkew, long diskMegabytes) {

        static Limits of(OfficeConfig config) {
            return new Limits(config.documentsWaitingLimit(), config.clockSkewLimit(), config.tillDiskMegabytes());
        }
    }
}
