package pro.saleflex.office.counter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * Keeps terminals' counters and says which numbers a terminal resumes with.
 *
 * <p>One rule (protocol reference, section 5): of all pairs of closure number and receipt number seen or pushed, the
 * highest counts, compared by closure number first. So the receipt number falls only when the closure number rises, a
 * stale retry lowers nothing, and a closed period never opens again.
 */
@Stateless
public class Counters {
    /** The wire's name for the receipt number, one of the terminal's two own counters. */
    public static final String RECEIPT_NUMBER = "ReceiptNumber";

    /** The wire's name for the closure number, the other of the two. */
    public static final String CLOSURE_NUMBER = "ClosureNumber";

    /** The longest name of a counter, in characters. */
    public static final int LONGEST_NAME = 200;

    /** A terminal refreshes its master data right after it delivered a closure; any later request is a new start. */
    private static final Duration REFRESH = Duration.ofMinutes(10);

    /** A terminal refreshes as soon as it is asked to. The time is too short to replace the machine. */
    private static final Duration REFRESH_ON_REQUEST = Duration.ofMinutes(2);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /**
     * Records numbers, in the running transaction.
     *
     * @param notes the numbers seen of each terminal, in the order of the terminals' ids
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void note(List<SeenNumbers> notes) {
        SortedMap<UUID, DocumentNumber> highest = new TreeMap<>();
        for (SeenNumbers noted : notes) {
            Stream.concat(Stream.of(pushedNumber(noted.pushed())), noted.following().stream())
                    .filter(Objects::nonNull)
                    .filter(DocumentNumber::plausible)
                    .forEach(number -> highest.merge(
                            noted.terminal().id(), number, BinaryOperator.maxBy(Comparator.naturalOrder())));
        }
        raise(highest);
        for (SeenNumbers noted : notes) {
            UUID terminalId = noted.terminal().id();
            if (noted.closing()) {
                Sql.query(em, "update counter set closed_at = :now where terminal_id = :terminal")
                        .set("now", clock.instant())
                        .set("terminal", terminalId)
                        .update();
            }
            if (noted.pushed().containsKey(RECEIPT_NUMBER) && !noted.pushed().containsKey(CLOSURE_NUMBER)) {
                raiseReceipt(terminalId, noted.pushed().get(RECEIPT_NUMBER));
            }
            raiseOthers(terminalId, noted.pushed());
        }
    }

    /** Records counters that were pushed without documents. */
    public void push(TerminalRef terminal, Map<String, Long> pushed) {
        note(List.of(new SeenNumbers(terminal, pushed, List.of(), false)));
    }

    /** Records, in the running transaction, that a terminal is being asked to refresh its master data now. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void recordRefreshRequest(UUID terminalId) {
        Sql.query(em, "update counter set refresh_told_at = :now where terminal_id = :terminal")
                .set("now", clock.instant())
                .set("terminal", terminalId)
                .update();
    }

    /**
     * Returns the numbers the terminal resumes with, and whether it starts without master data or refreshes what it
     * has.
     */
    public Resume resume(TerminalRef terminal) {
        return Sql.query(
                        em,
                        "select closure_number, receipt_number, closed_at, refresh_told_at"
                                + " from counter where terminal_id = :terminal")
                .set("terminal", terminal.id())
                .first(row -> new Resume(
                        new DocumentNumber(row.number("closure_number"), row.number("receipt_number")),
                        start(orEpoch(row.instant("closed_at")), orEpoch(row.instant("refresh_told_at")))))
                .orElseGet(() -> new Resume(DocumentNumber.FIRST, Start.NEW));
    }

    private Start start(Instant closed, Instant told) {
        Instant now = clock.instant();
        if (told.isAfter(closed) && told.plus(REFRESH_ON_REQUEST).isAfter(now)) {
            return Start.TOLD;
        }
        return closed.plus(REFRESH).isAfter(now) ? Start.CLOSED : Start.NEW;
    }

    private static Instant orEpoch(Instant time) {
        return time == null ? Instant.EPOCH : time;
    }

    /** Returns the pushed pair of numbers; null when no closure number was pushed. */
    private static DocumentNumber pushedNumber(Map<String, Long> pushed) {
        Long closure = pushed.get(CLOSURE_NUMBER);
        if (closure == null) {
            return null;
        }
        return new DocumentNumber(closure, pushed.getOrDefault(RECEIPT_NUMBER, 1L));
    }

    /** Whether a counter can have this name. False for blank names and for names that no column or index can hold. */
    public static boolean isName(String name) {
        return !name.isBlank() && name.indexOf('\0') < 0 && name.length() <= LONGEST_NAME;
    }

    private static boolean isOwn(String name) {
        return name.equals(RECEIPT_NUMBER) || name.equals(CLOSURE_NUMBER);
    }

    private void raise(SortedMap<UUID, DocumentNumber> highest) {
        if (highest.isEmpty()) {
            return;
        }
        Sql.query(
                        em,
                        "insert into counter as c (terminal_id, closure_number, receipt_number)"
                                + " select * from unnest(cast(:terminals as uuid[]), cast(:closures as bigint[]),"
                                + " cast(:receipts as bigint[]))"
                                + " on conflict (terminal_id) do update set closure_number = excluded.closure_number,"
                                + " receipt_number = excluded.receipt_number where (excluded.closure_number,"
                                + " excluded.receipt_number) > (c.closure_number, c.receipt_number)")
                .set("terminals", highest.keySet())
                .set(
                        "closures",
                        highest.values().stream()
                                .map(DocumentNumber::closureNumber)
                                .toList())
                .set(
                        "receipts",
                        highest.values().stream()
                                .map(DocumentNumber::receiptNumber)
                                .toList())
                .update();
    }

    /** Raises the receipt number of the open period, to which one pushed without a closure number belongs. */
    private void raiseReceipt(UUID terminalId, long receiptNumber) {
        if (!new DocumentNumber(1, receiptNumber).plausible()) {
            return;
        }
        Sql.query(
                        em,
                        "insert into counter as c (terminal_id, closure_number, receipt_number)"
                                + " values (:terminal, 1, :receipt)"
                                + " on conflict (terminal_id) do update"
                                + " set receipt_number = greatest(c.receipt_number, excluded.receipt_number)")
                .set("terminal", terminalId)
                .set("receipt", receiptNumber)
                .update();
    }

    /** Raises the other counters in one statement, ordered by name like everything that locks several rows. */
    private void raiseOthers(UUID terminalId, Map<String, Long> pushed) {
        SortedMap<String, Long> others = new TreeMap<>(pushed);
        others.keySet().removeIf(name -> isOwn(name) || !isName(name));
        if (others.isEmpty()) {
            return;
        }
        Sql.query(
                        em,
                        "insert into other_counter as c (terminal_id, name, value) select :terminal, n.name, n.value"
                                + " from unnest(cast(:names as text[]), cast(:values as bigint[])) as n (name, value)"
                                + " on conflict (terminal_id, name) do update set value = excluded.value"
                                + " where excluded.value > c.value")
                .set("terminal", terminalId)
                .set("names", others.keySet())
                .set("values", others.values())
                .update();
    }

    /**
     * The numbers of a terminal seen in one request.
     *
     * @param terminal the terminal
     * @param pushed the counters the request pushed, by name
     * @param following the numbers that follow its documents
     * @param closing whether the request closes a period
     */
    public record SeenNumbers(
            TerminalRef terminal, Map<String, Long> pushed, List<DocumentNumber> following, boolean closing) {}

    /**
     * What a terminal resumes with.
     *
     * @param numbers its next numbers, as far as its documents were handed over
     * @param start why it requests its master data
     */
    public record Resume(DocumentNumber numbers, Start start) {}

    /** Why a terminal requests its master data. */
    public enum Start {
        /** It has none: the first start of this machine or of one that replaces it. */
        NEW,
        /** It has just delivered a closure and everything before it, and refreshes what it has. */
        CLOSED,
        /** It was asked to refresh what it has, in the middle of a period; documents may still wait on the terminal. */
        TOLD
    }
}
