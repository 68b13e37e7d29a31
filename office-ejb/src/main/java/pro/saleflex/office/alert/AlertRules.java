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
import pro.saleflex.office.intake.DiskSpace.Room;
import pro.saleflex.office.journal.FlagCount;
import pro.saleflex.office.sales.SalesReader.NumberedTwice;
import pro.saleflex.office.terminal.Refusal;
import pro.saleflex.office.terminal.RefusedCaller;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalCodes;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.zone.StoreZone;

/** The rules by which what was read becomes alerts: what is found stands, what is not found any more is over. */
final class AlertRules {
    /** Nothing for so long from a caller that was turned away: it gave up, or was switched off. */
    static final Duration FORGOTTEN = Duration.ofHours(1);

    /** More callers than this that nobody knows are one alert: somebody tries codes. */
    static final int MOST_STRANGERS = 10;

    /** Told of elsewhere: with the failures themselves, and on the page of the till that is to enrol. */
    private static final Set<Refusal> UNTOLD = Set.of(Refusal.TOO_MANY_FAILURES, Refusal.ENROLMENT_REFUSED);

    static final Set<AlertKind> REFUSED_CALLERS = Set.of(AlertKind.SECRET_REVOKED_USED, AlertKind.CALLER_REFUSED);

    /** The part of a key for this server's own disks, which are looked at here; a till reports its own. */
    private static final String SERVER = "server";

    private static final int LONGEST_CODE = 24;

    private AlertRules() {}

    /** Is it here that it is decided whether this cause stands? */
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

    /** One alert per terminal that has flagged entries. */
    static List<Found> flagged(AlertKind kind, Map<UUID, FlagCount> counts, Map<UUID, TerminalRef> terminals) {
        return counts.entrySet().stream()
                .filter(entry -> terminals.containsKey(entry.getKey()))
                .map(entry -> {
                    FlagCount count = entry.getValue();
                    Map<String, String> facts = Map.of("number", Long.toString(count.count()));
                    return new Found(
                            Cause.at(terminals.get(entry.getKey()), kind, Severity.WARNING, facts),
                            count.count(),
                            count.firstAt(),
                            count.lastAt());
                })
                .toList();
    }

    /** One alert per terminal with receipts that have the number of another one; it names the latest. */
    static List<Found> sameNumbers(List<NumberedTwice> found, Map<UUID, TerminalRef> terminals) {
        return found.stream()
                .filter(each -> terminals.containsKey(each.terminalId()))
                .map(each -> {
                    Map<String, String> facts =
                            Map.of("receipt", each.receipt(), "number", Long.toString(each.count()));
                    return new Found(
                            Cause.at(terminals.get(each.terminalId()), AlertKind.SAME_NUMBER, Severity.WARNING, facts),
                            each.count(),
                            each.firstAt(),
                            each.lastAt());
                })
                .toList();
    }

    /**
     * One alert per disk with too little room.
     *
     * @param minimum megabytes without which tills are not served
     * @param warning megabytes below which somebody should know
     */
    static List<Found> disks(List<Room> rooms, long minimum, long warning, OffsetDateTime now) {
        return rooms.stream()
                .filter(room -> room.freeMegabytes() < Math.max(minimum, warning))
                .map(room -> {
                    boolean full = room.freeMegabytes() < minimum;
                    Map<String, String> facts = new HashMap<>(Map.of(
                            "directory", room.directory().toString(),
                            "free", Long.toString(room.freeMegabytes()),
                            "limit", Long.toString(full ? minimum : warning)));
                    if (full) {
                        facts.put(AlertKind.WORDING, "full");
                    }
                    Cause cause = Cause.server(
                            AlertKind.LOW_DISK,
                            full ? Severity.CRITICAL : Severity.WARNING,
                            Map.copyOf(facts),
                            SERVER,
                            room.directory());
                    return new Found(cause, 1, now, now);
                })
                .toList();
    }

    /** One alert when the console is to be had at any address that others may reach; the first of them is named. */
    static List<Found> console(List<String> addresses, int port, OffsetDateTime now) {
        return addresses.stream()
                .sorted()
                .limit(1)
                .map(address -> Cause.server(
                        AlertKind.CONSOLE_OPEN,
                        Severity.CRITICAL,
                        Map.of("address", address, "port", Integer.toString(port))))
                .map(cause -> new Found(cause, 1, now, now))
                .toList();
    }

    /** One alert per store whose zone no new store may have. */
    static List<Found> zones(List<StoreRef> stores, OffsetDateTime now) {
        return stores.stream()
                .filter(store -> !StoreZone.isPlain(store.zone().name()))
                .map(store -> new Found(Cause.zoneAmbiguous(store), 1, now, now))
                .toList();
    }

    /**
     * One alert per terminal code and reason; callers that nobody knows are one alert when there are too many of them.
     *
     * <p>Over when the terminal proved itself since, when its alert was resolved since, or an hour later.
     *
     * @param lastDocument when each terminal handed over its last document
     * @param ended when the alert of each cause was over last
     */
    static List<Found> refusedCallers(
            List<RefusedCaller> callers,
            List<StoreRef> stores,
            Map<UUID, TerminalRef> terminals,
            Map<UUID, OffsetDateTime> lastDocument,
            Map<String, OffsetDateTime> ended,
            OffsetDateTime now) {
        Map<TerminalCodes, TerminalRef> byCodes = terminals.values().stream()
                .collect(Collectors.toMap(
                        terminal -> new TerminalCodes(
                                terminal.store().officeCode(), terminal.store().storeCode(), terminal.code()),
                        Function.identity()));
        List<Found> found = new ArrayList<>();
        List<RefusedCaller> strangers = new ArrayList<>();
        for (RefusedCaller caller : callers) {
            TerminalRef terminal = byCodes.get(caller.codes());
            if (!caller.lastAt().isAfter(now.minus(FORGOTTEN)) || UNTOLD.contains(caller.reason())) {
                continue;
            }
            boolean stranger = caller.reason() == Refusal.UNKNOWN_STORE || caller.reason() == Refusal.UNKNOWN_TERMINAL;
            if (terminal == null) {
                strangers.add(caller);
            } else if (!stranger && !provedItself(lastDocument.get(terminal.id()), caller)) {
                found.add(found(known(terminal, caller.reason()), caller));
            } // a stranger's code that is a terminal's now: it was created since
        }
        if (strangers.size() > MOST_STRANGERS) {
            found.add(many(strangers));
        } else {
            strangers.forEach(caller -> found.add(found(stranger(caller, stores), caller)));
        }
        return found.stream()
                .filter(each -> {
                    OffsetDateTime over = ended.get(each.cause().key());
                    return over == null || each.lastAt().isAfter(over);
                })
                .toList();
    }

    private static boolean provedItself(OffsetDateTime lastDocument, RefusedCaller caller) {
        return lastDocument != null && lastDocument.isAfter(caller.lastAt());
    }

    private static Found found(Cause cause, RefusedCaller caller) {
        return new Found(cause, caller.times(), caller.firstAt(), caller.lastAt());
    }

    private static Cause known(TerminalRef terminal, Refusal reason) {
        return reason == Refusal.SECRET_REVOKED
                ? Cause.at(terminal, AlertKind.SECRET_REVOKED_USED, Severity.CRITICAL, Map.of())
                : Cause.at(
                        terminal,
                        AlertKind.CALLER_REFUSED,
                        // Of a till that was revoked, nobody expects sales.
                        reason == Refusal.TERMINAL_REVOKED ? Severity.WARNING : Severity.CRITICAL,
                        Map.of(AlertKind.WORDING, wording(reason)),
                        wording(reason));
    }

    /** Somebody whose codes lead nowhere: they are shown, but not as he chose to write them. */
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

    private static Found many(List<RefusedCaller> strangers) {
        Cause cause = Cause.server(
                AlertKind.CALLER_REFUSED,
                Severity.WARNING,
                Map.of(AlertKind.WORDING, "many", "number", Integer.toString(strangers.size())),
                "many");
        Comparator<OffsetDateTime> order = Comparator.naturalOrder();
        return new Found(
                cause,
                strangers.size(),
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

    /** Without anything that a mail program might take for a link or markup. */
    private static String plain(String code) {
        String letters = code.replaceAll("[^\\p{L}\\p{N}_*-]", "?");
        return letters.length() <= LONGEST_CODE ? letters : letters.substring(0, LONGEST_CODE) + "…";
    }

    /**
     * Something that stands.
     *
     * @param cause its cause
     * @param times how many there are
     * @param firstAt the first
     * @param lastAt the latest
     */
    record Found(Cause cause, long times, OffsetDateTime firstAt, OffsetDateTime lastAt) {}
}
