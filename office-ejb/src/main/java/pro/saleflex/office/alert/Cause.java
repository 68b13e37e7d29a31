package pro.saleflex.office.alert;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Why an alert is raised. There is one open alert per {@code key}, however often it is raised.
 *
 * @param kind what went wrong
 * @param severity how bad it is
 * @param storeId the store; null: this server as a whole
 * @param terminalId the terminal; null: the store or the server as a whole
 * @param key distinguishes it from all other causes, see {@link AlertKind#key}
 * @param parameters the values for the texts, see {@link AlertKind}; the constructor makes them fit for a message: one
 *     line each, at most 200 characters, without digits that may be a card number
 */
public record Cause(
        AlertKind kind, Severity severity, UUID storeId, UUID terminalId, String key, Map<String, String> parameters) {

    /**
     * Creates a cause.
     *
     * @throws IllegalArgumentException the texts of this kind need a parameter that is missing
     */
    public Cause {
        kind.fault(parameters).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        parameters = AlertParameters.clean(parameters);
    }

    /**
     * Returns a cause at a terminal, with the parameters {@code terminal} and {@code store}. One per kind, terminal and
     * parts.
     */
    public static Cause at(
            TerminalRef terminal, AlertKind kind, Severity severity, Map<String, String> more, Object... parts) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("terminal", terminal.code());
        parameters.put("store", terminal.store().name());
        return new Cause(
                kind,
                severity,
                terminal.store().id(),
                terminal.id(),
                key(terminal, kind, parts),
                Map.copyOf(parameters));
    }

    /** Returns the key of {@link #at}, to resolve it by. */
    public static String key(TerminalRef terminal, AlertKind kind, Object... parts) {
        Object[] all = new Object[parts.length + 1];
        all[0] = terminal.id();
        System.arraycopy(parts, 0, all, 1, parts.length);
        return kind.key(all);
    }

    /**
     * Returns the cause that a device connected to a terminal does not work. Key:
     * {@code key(terminal, PERIPHERAL_ERROR, peripheral)}.
     *
     * @param peripheral its name, such as {@code receipt_printer}
     * @param detail what the terminal reports about it
     */
    public static Cause peripheral(TerminalRef terminal, Severity severity, String peripheral, String detail) {
        return at(
                terminal,
                AlertKind.PERIPHERAL_ERROR,
                severity,
                Map.of("peripheral", peripheral, "detail", detail),
                peripheral);
    }

    /**
     * Returns the cause that documents are waiting on a terminal. Key: {@code key(terminal, DOCUMENTS_WAITING)}.
     *
     * @param number how many
     * @param oldest how long the oldest has been waiting
     */
    public static Cause documentsWaiting(TerminalRef terminal, long number, Duration oldest) {
        return at(
                terminal,
                AlertKind.DOCUMENTS_WAITING,
                Severity.WARNING,
                Map.of("number", Long.toString(number), "minutes", Long.toString(oldest.toMinutes())));
    }

    /**
     * Returns the cause that documents are missing from a closed period. Key:
     * {@code key(terminal, RECEIPT_GAP, closure)}.
     *
     * @param missing how many
     * @param numbers their numbers, such as {@code 17, 20-22}; empty: unknown
     */
    public static Cause receiptGap(TerminalRef terminal, long closure, long missing, String numbers) {
        Map<String, String> parameters = new HashMap<>(
                Map.of("closure", Long.toString(closure), "number", Long.toString(missing), "numbers", numbers));
        if (numbers.isEmpty()) {
            parameters.put(AlertKind.WORDING, "counted");
        }
        return at(terminal, AlertKind.RECEIPT_GAP, Severity.CRITICAL, Map.copyOf(parameters), closure);
    }

    /**
     * Returns the cause that a terminal's clock is wrong. Key: {@code key(terminal, CLOCK_SKEW)}.
     *
     * @param skew positive if the terminal's clock is ahead of the server's
     */
    public static Cause clockSkew(TerminalRef terminal, Duration skew) {
        return at(
                terminal,
                AlertKind.CLOCK_SKEW,
                Severity.WARNING,
                Map.of(
                        AlertKind.WORDING,
                        skew.isNegative() ? "behind" : "ahead",
                        "seconds",
                        Long.toString(skew.abs().toSeconds())));
    }

    /** Returns the cause that a terminal's disk is nearly full. Key: {@code key(terminal, LOW_DISK)}. */
    public static Cause lowDisk(TerminalRef terminal, long freeMegabytes) {
        return at(
                terminal,
                AlertKind.LOW_DISK,
                Severity.WARNING,
                Map.of(AlertKind.WORDING, "till", "free", Long.toString(freeMegabytes)));
    }

    /**
     * Returns the cause that GATE cannot be reached. Key: {@code GATE_LINK_DOWN.key()}.
     *
     * @param waiting number of documents that wait for it
     */
    public static Cause gateLinkDown(long waiting) {
        return server(AlertKind.GATE_LINK_DOWN, Severity.WARNING, Map.of("number", Long.toString(waiting)));
    }

    /**
     * Returns the cause that GATE rejects this server. Key: {@code GATE_LINK_DOWN.key()}, as it is the same link.
     *
     * @param reason what GATE says
     */
    public static Cause gateMisconfigured(String reason) {
        return server(
                AlertKind.GATE_LINK_DOWN,
                Severity.CRITICAL,
                Map.of(AlertKind.WORDING, "misconfigured", "reason", reason));
    }

    /**
     * Returns the cause that GATE can be reached, but documents wait for it. Key: {@code GATE_BEHIND.key()}.
     *
     * @param waiting how many
     * @param oldest how long the oldest has been waiting
     */
    public static Cause gateBehind(long waiting, Duration oldest) {
        return server(
                AlertKind.GATE_BEHIND,
                Severity.WARNING,
                Map.of("number", Long.toString(waiting), "minutes", Long.toString(oldest.toMinutes())));
    }

    /**
     * Returns the cause that GATE rejects this number of documents of a terminal. Key:
     * {@code key(terminal, GATE_PARKED)}.
     */
    public static Cause gateParked(TerminalRef terminal, long number) {
        return at(terminal, AlertKind.GATE_PARKED, Severity.WARNING, Map.of("number", Long.toString(number)));
    }

    /**
     * Returns the cause that this server's disks are running full while GATE is away. Key: {@code OUTAGE_ROOM.key()}.
     *
     * @param days how many days they last at the present rate
     */
    public static Cause outageRoom(Severity severity, long days, long freeMegabytes) {
        return server(
                AlertKind.OUTAGE_ROOM,
                severity,
                Map.of("days", Long.toString(days), "free", Long.toString(freeMegabytes)));
    }

    /**
     * Returns the cause that GATE sent unusable master data; the store keeps what it had. Key:
     * {@code GATE_DATA_REFUSED.key(store id, resource)}.
     *
     * @param resource the requested resource
     */
    public static Cause gateDataRefused(StoreRef store, String resource, String reason) {
        return new Cause(
                AlertKind.GATE_DATA_REFUSED,
                Severity.WARNING,
                store.id(),
                null,
                AlertKind.GATE_DATA_REFUSED.key(store.id(), resource),
                Map.of("store", store.name(), "resource", resource, "reason", reason));
    }

    /** Returns the cause that GATE sent unusable notifications. Key: {@code GATE_DATA_REFUSED.key("notifications")}. */
    public static Cause gateNotificationsRefused(String reason) {
        String notifications = "notifications";
        return server(
                AlertKind.GATE_DATA_REFUSED,
                Severity.WARNING,
                Map.of(AlertKind.WORDING, notifications, "reason", reason),
                notifications);
    }

    /**
     * Returns the cause that programs disagree on what the name of a store's time zone means. Key:
     * {@code ZONE_AMBIGUOUS.key(store id)}.
     */
    public static Cause zoneAmbiguous(StoreRef store) {
        return new Cause(
                AlertKind.ZONE_AMBIGUOUS,
                Severity.WARNING,
                store.id(),
                null,
                AlertKind.ZONE_AMBIGUOUS.key(store.id()),
                Map.of("store", store.name(), "zone", store.zone().name()));
    }

    /** Returns the cause that the archive cannot be written. Key: {@code ARCHIVE_FAILING.key()}. */
    public static Cause archiveFailing(String reason) {
        return server(AlertKind.ARCHIVE_FAILING, Severity.CRITICAL, Map.of("reason", reason));
    }

    /**
     * Returns the cause that the last verification of the archive found faults. Key: {@code ARCHIVE_DAMAGED.key()}.
     *
     * @param faults their number
     * @param first the first one, as a sentence
     */
    public static Cause archiveDamaged(long faults, String first) {
        return server(
                AlertKind.ARCHIVE_DAMAGED, Severity.CRITICAL, Map.of("number", Long.toString(faults), "reason", first));
    }

    /** Returns the cause that the last rehearsal of the restore failed. Key: {@code REHEARSAL_FAILED.key()}. */
    public static Cause rehearsalFailed(String reason) {
        return server(AlertKind.REHEARSAL_FAILED, Severity.CRITICAL, Map.of("reason", reason));
    }

    /**
     * Returns the cause that this number of documents is in the database only, the oldest for this long. Key:
     * {@code SINGLE_COPY.key()}.
     */
    public static Cause singleCopy(long documents, Duration oldest) {
        return server(
                AlertKind.SINGLE_COPY,
                Severity.CRITICAL,
                Map.of("number", Long.toString(documents), "minutes", Long.toString(oldest.toMinutes())));
    }

    /** Returns a cause at this server. One per kind and parts. */
    static Cause server(AlertKind kind, Severity severity, Map<String, String> parameters, Object... parts) {
        return new Cause(kind, severity, null, null, kind.key(parts), parameters);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " (" + key + ")";
    }
}
