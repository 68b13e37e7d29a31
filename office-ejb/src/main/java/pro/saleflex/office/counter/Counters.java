package pro.saleflex.office.counter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * What a terminal resumes with.
 *
 * <p>One rule (protocol reference, section 5): of all pairs of closure and receipt number that were seen or pushed, the
 * highest counts, read closure number first. So the receipt number falls only when the closure number rises, a stale retry
 * lowers nothing, and a closed period is never open again.
 */
@Stateless
public class Counters {
    /** The terminal's two counters, as the wire names them. */
    public static final String RECEIPT_NUMBER = "ReceiptNumber";

    /** See {@link #RECEIPT_NUMBER}. */
    public static final String CLOSURE_NUMBER = "ClosureNumber";

    /** A terminal refreshes its master data right behind a delivered closure; later it is a new start. */
    private static final Duration REFRESH = Duration.ofMinutes(10);

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    Clock clock;

    /** Public for the container. */
    public Counters() {}

    /**
     * Takes note of numbers in the running transaction.
     *
     * @param notes what was seen of each terminal, in the order of the terminals' ids
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void note(List<Noted> notes) {
        SortedMap<UUID, Numbers> highest = new TreeMap<>();
        for (Noted noted : notes) {
            Stream.concat(Stream.of(pair(noted.pushed())), noted.following().stream())
                    .filter(Objects::nonNull)
                    .filter(Numbers::believable)
                    .forEach(numbers -> highest.merge(
                            noted.terminal().id(), numbers, BinaryOperator.maxBy(Comparator.naturalOrder())));
        }
        raise(highest);
        for (Noted noted : notes) {
            UUID terminalId = noted.terminal().id();
            if (noted.closing()) {
                em.createNativeQuery("update counter set closed_at = ?1 where terminal_id = ?2")
                        .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
                        .setParameter(2, terminalId)
                        .executeUpdate();
            }
            if (noted.pushed().containsKey(RECEIPT_NUMBER) && !noted.pushed().containsKey(CLOSURE_NUMBER)) {
                raiseReceipt(terminalId, noted.pushed().get(RECEIPT_NUMBER));
            }
            noted.pushed().forEach((name, value) -> {
                if (!isOwn(name) && isName(name)) {
                    raiseOther(terminalId, name, value);
                }
            });
        }
    }

    /** Takes note of counters that were pushed by themselves. */
    public void push(TerminalRef terminal, Map<String, Long> pushed) {
        note(List.of(new Noted(terminal, pushed, List.of(), false)));
    }

    /** What the terminal resumes with, and whether it is refreshing behind a closure. */
    public Resume resume(TerminalRef terminal) {
        List<?> rows = em.createNativeQuery(
                        "select closure_number, receipt_number, closed_at from counter where terminal_id = ?1")
                .setParameter(1, terminal.id())
                .getResultList();
        if (rows.isEmpty()) {
            return new Resume(Numbers.FIRST, false);
        }
        Object[] row = (Object[]) rows.get(0);
        Numbers numbers = new Numbers(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
        boolean refreshing = row[2] != null
                && ((java.sql.Timestamp) row[2]).toInstant().plus(REFRESH).isAfter(clock.instant());
        return new Resume(numbers, refreshing);
    }

    private static Numbers pair(Map<String, Long> pushed) {
        Long closure = pushed.get(CLOSURE_NUMBER);
        if (closure == null) {
            return null;
        }
        return new Numbers(closure, pushed.getOrDefault(RECEIPT_NUMBER, 1L));
    }

    /** Nameless ones are skipped, and so are names that no column holds. */
    private static boolean isName(String name) {
        return !name.isBlank() && name.indexOf('\0') < 0;
    }

    private static boolean isOwn(String name) {
        return name.equals(RECEIPT_NUMBER) || name.equals(CLOSURE_NUMBER);
    }

    private void raise(SortedMap<UUID, Numbers> highest) {
        if (highest.isEmpty()) {
            return;
        }
        em.createNativeQuery("insert into counter as c (terminal_id, closure_number, receipt_number)"
                        + " select * from unnest(cast(?1 as uuid[]), cast(?2 as bigint[]), cast(?3 as bigint[]))"
                        + " on conflict (terminal_id) do update set closure_number = excluded.closure_number,"
                        + " receipt_number = excluded.receipt_number where (excluded.closure_number,"
                        + " excluded.receipt_number) > (c.closure_number, c.receipt_number)")
                .setParameter(1, array(highest.keySet().stream()))
                .setParameter(2, array(highest.values().stream().map(Numbers::closureNumber)))
                .setParameter(3, array(highest.values().stream().map(Numbers::receiptNumber)))
                .executeUpdate();
    }

    /** PostgreSQL's way to write an array of ids or numbers. */
    private static String array(Stream<?> values) {
        return values.map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** A receipt number without its closure number belongs to the open period. */
    private void raiseReceipt(UUID terminalId, long receiptNumber) {
        if (!new Numbers(1, receiptNumber).believable()) {
            return;
        }
        em.createNativeQuery("insert into counter as c (terminal_id, closure_number, receipt_number) values (?1, 1, ?2)"
                        + " on conflict (terminal_id) do update"
                        + " set receipt_number = greatest(c.receipt_number, excluded.receipt_number)")
                .setParameter(1, terminalId)
                .setParameter(2, receiptNumber)
                .executeUpdate();
    }

    private void raiseOther(UUID terminalId, String name, long value) {
        em.createNativeQuery("insert into other_counter as c (terminal_id, name, value) values (?1, ?2, ?3)"
                        + " on conflict (terminal_id, name) do update set value = greatest(c.value, excluded.value)")
                .setParameter(1, terminalId)
                .setParameter(2, name)
                .setParameter(3, value)
                .executeUpdate();
    }

    /**
     * What was seen of a terminal's numbers in one request.
     *
     * @param terminal whose numbers
     * @param pushed the counters the request pushed, by name
     * @param following the numbers that follow its documents
     * @param closing the request closes a period
     */
    public record Noted(TerminalRef terminal, Map<String, Long> pushed, List<Numbers> following, boolean closing) {}

    /**
     * What a terminal goes on with.
     *
     * @param numbers its numbers
     * @param refreshing it delivered a closure just now, so it has its master data and only refreshes them
     */
    public record Resume(Numbers numbers, boolean refreshing) {}
}
