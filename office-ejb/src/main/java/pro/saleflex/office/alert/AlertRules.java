package pro.saleflex.office.alert;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import pro.saleflex.office.intake.DiskSpace.FreeSpace;
import pro.saleflex.office.journal.FlagCount;
import pro.saleflex.office.sales.SalesReader.NumberedTwice;
import pro.saleflex.office.terminal.Refusal;
import pro.saleflex.office.terminal.RefusedCaller;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.zone.StoreZone;

/**
 * The rules by which an {@link AlertScan} turns what it read into alerts. A cause that it finds has an open alert; the
 * alert of a cause that is gone is resolved.
 */
final class AlertRules {
    /** A refused caller that has been quiet for this long gave up or was switched off. */
    static final Duration FORGOTTEN = Duration.ofHours(1);

    /** More unknown callers than this become one alert: somebody is trying codes. */
    static final int MOST_STRANGERS = 10;

    /** Reported elsewhere: with the failures themselves, and on the page of the terminal that is to enrol. */
    private static final Set<Refusal> REPORTED_ELSEWHERE = Set.of(Refusal.TOO_MANY_FAILURES, Refusal.ENROLMENT_REFUSED);

    static final Set<AlertKind> REFUSED_CALLERS = Set.of(AlertKind.SECRET_REVOKED_USED, AlertKind.CALLER_REFUSED);

    /** Key part for this server's own disks, which are checked here; a terminal reports its own. */
    private static final String SERVER = "server";

    private static final int LONGEST_CODE = 24;

    private AlertRules() {}

    /** Whether these rules decide about this cause. */
    static boolean decides(AlertKind kind, String key) {
        return switch (kind) {
            case CONFLICT,
                    SAME_NUMBER,
                    PROJECTION_FAILED,
                    SECRET_REVOKED_USED,
                    CALLER_REFUSED,
                    CONSOLE_OPEN,
                    ZONE_AMBIGUOUS -> true;
            case LOW_DISK -> key.startsWith(AlertKind.LOW_DISK.key(SERVER));
            default -> false;
        };
    }

    /** Returns one alert per terminal that has flagged entries. */
    static List<Finding> flagged(AlertKind kind, Map<UUID, FlagCount> counts, Map<UUID, TerminalRef> terminals) {
        return counts.entrySet().stream()
                .filter(entry -> terminals.containsKey(entry.getKey()))
                .map(entry -> {
                    FlagCount count = entry.getValue();
                    Map<String, String> parameters = Map.of("number", Long.toString(count.count()));
                    return new Finding(
                            Cause.at(terminals.get(entry.getKey()), kind, Severity.WARNING, parameters),
                            count.count(),
                            count.firstAt(),
                            count.lastAt());
                })
                .toList();
    }

    /** Returns one alert per terminal that has several receipts with the same number; it names the latest. */
    static List<Finding> sameNumbers(List<NumberedTwice> found, Map<UUID, TerminalRef> terminals) {
        return found.stream()
                .filter(each -> terminals.containsKey(each.terminalId()))
                .map(each -> {
                    Map<String, String> parameters =
                            Map.of("receipt", each.receipt(), "number", Long.toString(each.count()));
                    TerminalRef terminal = terminals.get(each.terminalId());
                    return new Finding(
                            Cause.at(terminal, AlertKind.SAME_NUMBER, Severity.WARNING, parameters),
                            each.count(),
                            each.firstAt(),
                            each.lastAt());
                })
                .toList();
    }

    /**
     * Returns one alert per disk that is running full.
     *
     * @param minimum free megabytes below which terminals are not served
     * @param warning free megabytes below which somebody should know
     */
    static List<Finding> disks(List<FreeSpace> rooms, long minimum, long warning, OffsetDateTime now) {
        return rooms.stream()
                .filter(room -> room.freeMegabytes() < Math.max(minimum, warning))
                .map(room -> {
                    boolean full = room.freeMegabytes() < minimum;
                    Map<String, String> parameters = new HashMap<>(Map.of(
                            "directory", room.directory().toString(),
                            "free", Long.toString(room.freeMegabytes()),
                            "limit", Long.toString(full ? minimum : warning)));
                    if (full) {
                        parameters.put(AlertKind.WORDING, "full");
                    }
                    Cause cause = Cause.server(
                            AlertKind.LOW_DISK,
                            full ? Severity.CRITICAL : Severity.WARNING,
                            Map.copyOf(parameters),
                            SERVER,
                            room.directory());
                    return new Finding(cause, 1L, now, now);
                })
                .toList();
    }

    /** Returns one alert if other machines can reach the console; it names the first address. */
    static List<Finding> console(List<String> addresses, int port, OffsetDateTime now) {
        return addresses.stream()
                .sorted()
                .limit(1)
                .map(address -> Cause.server(
                        AlertKind.CONSOLE_OPEN,
                        Severity.CRITICAL,
                        Map.of("address", address, "port", Integer.toString(port))))
                .map(cause -> new Finding(cause, 1L, now, now))
                .toList();
    }

    /** Returns one alert per store whose zone name is not allowed for new stores. */
    static List<Finding> zones(List<StoreRef> stores, OffsetDateTime now) {
        return stores.stream()
                .filter(store -> !StoreZone.isPlain(store.zone().name()))
                .map(store -> new Finding(Cause.zoneAmbiguous(store), 1L, now, now))
                .toList();
    }

    /**
     * Returns one alert per terminal code and reason, or one in all for unknown callers if there are too many of them.
     *
     * <p>It ends when the terminal has authenticated since, when its alert was resolved since, or after an hour.
     *
     * @param lastDocument when each terminal last handed over a document
     * @param lastResolved when the alert of each cause was last resolved
     */
    static List<Finding> refusedCallers(
            List<RefusedCaller> callers,
            List<StoreRef> stores,
            Map<UUID, TerminalRef> terminals,
            Map<UUID, OffsetDateTime> lastDocument,
            Map<String, OffsetDateTime> lastResolved,
            OffsetDateTime now) {
        Map<TerminalCodes, TerminalRef> byCodes = terminals.values().stream()
                .collect(Collectors.toMap(
                        terminal -> new TerminalCodes(
                                terminal.store().officeCode(), terminal.store().storeCode(), terminal.code()),
                        Function.identity()));
        List<Finding> found = new ArrayList<>();
        List<RefusedCaller> strangers = new ArrayList<>();
        for (RefusedCaller caller : callers) {
            TerminalRef terminal = byCodes.get(caller.codes());
            if (!caller.lastAt().isAfter(now.minus(FORGOTTEN)) || REPORTED_ELSEWHERE.contains(caller.reason())) {
                continue;
            }
            boolean stranger = caller.reason() == Refusal.UNKNOWN_STORE || caller.reason() == Refusal.UNKNOWN_TERMINAL;
            if (terminal == null) {
                strangers.add(caller);
            } else if (!stranger && !hasAuthenticatedSince(lastDocument.get(terminal.id()), caller)) {
                found.add(found(known(terminal, caller.reason()), caller));
            } // an unknown code that belongs to a terminal now: the terminal was created since
        }
        if (strangers.size() > MOST_STRANGERS) {
            found.add(many(strangers));
        } else {
            strangers.forEach(caller -> found.add(found(stranger(caller, stores), caller)));
        }
        return found.stream()
                .filter(each -> {
                    OffsetDateTime resolved = lastResolved.get(each.cause().key());
                    return resolved == null || each.lastAt().isAfter(resolved);
                })
                .toList();
    }

    private static boolean hasAuthenticatedSince(OffsetDateTime lastDocument, RefusedCaller caller) {
        return lastDocument != null && lastDocument.isAfter(caller.lastAt());
    }

    private static Finding found(Cause cause, RefusedCaller caller) {
        return new Finding(cause, caller.times(), caller.firstAt(), caller.lastAt());
    }

    private static Cause known(TerminalRef terminal, Refusal reason) {
        return reason == Refusal.SECRET_REVOKED
                ? Cause.at(terminal, AlertKind.SECRET_REVOKED_USED, Severity.CRITICAL, Map.of())
                : Cause.at(
                        terminal,
                        AlertKind.CALLER_REFUSED,
                        // Nobody expects sales from a revoked terminal.
                        reason == Refusal.TERMINAL_REVOKED ? Severity.WARNING : Severity.CRITICAL,
                        Map.of(AlertKind.WORDING, wording(reason)),
                        wording(reason));
    }

    /**
     * Returns the cause for a caller with unknown codes. The alert shows them, but sanitized, since the caller chose
     * them.
     */
    private static Cause stranger(RefusedCaller caller, List<StoreRef> stores) {
        TerminalCodes codes = caller.codes();
        Optional<StoreRef> store = stores.stream()
                .filter(each -> each.officeCode().equals(codes.officeCode())
                        && each.storeCode().equals(codes.storeCode()))
                .findFirst();
        return new Cause(
                AlertKind.CALLER_REFUSED,
                Severity.WARNING,
                store.map(StoreRef::id).orElse(null),
                null,
                AlertKind.CALLER_REFUSED.key(
                        wording(caller.reason()), codes.officeCode(), codes.storeCode(), codes.terminalCode()),
                Map.of(
                        AlertKind.WORDING,
                        wording(caller.reason()),
                        "terminal",
                        plain(codes.terminalCode()),
                        "store",
                        store.map(StoreRef::name).orElseGet(() -> plain(codes.storeCode()))));
    }

    private static Finding many(List<RefusedCaller> strangers) {
        Cause cause = Cause.server(
                AlertKind.CALLER_REFUSED,
                Severity.WARNING,
                Map.of(AlertKind.WORDING, "many", "number", Integer.toString(strangers.size())),
                "many");
        Comparator<OffsetDateTime> order = Comparator.naturalOrder();
        return new Finding(
                cause,
                (long) strangers.size(),
                strangers.stream().map(RefusedCaller::firstAt).min(order).orElseThrow(),
                strangers.stream().map(RefusedCaller::lastAt).max(order).orElseThrow());
    }

    private static String wording(Refusal reason) {
        return switch (reason) {
            case UNKNOWN_STORE, UNKNOWN_TERMINAL, SECRET_MISSING, SECRET_WRONG ->
                reason.name().toLowerCase(Locale.ROOT);
            case TERMINAL_REVOKED -> "secret_missing";
            case CERTIFICATE_MISSING, CERTIFICATE_WRONG -> "certificate";
            case SECRET_REVOKED, ENROLMENT_REFUSED, TOO_MANY_FAILURES ->
                throw new IllegalArgumentException(reason.name());
        };
    }

    /** Removes anything that a mail program might take for a link or markup. */
    private static String plain(String code) {
        String letters = code.replaceAll("[^\\p{L}\\p{N}_*-]", "?");
        return letters.length() <= LONGEST_CODE ? letters : letters.substring(0, LONGEST_CODE) + "…";
    }
}
