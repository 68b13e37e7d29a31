package pro.saleflex.office.figures;

import java.math.BigDecimal;
import java.util.Set;

/**
 * The totals of a period as a terminal counts them in its closure: all documents, cancelled ones included, without
 * subtracting returns. A closure's claim is compared with these and not with {@link TerminalFigures}, which would make
 * every period look wrong. Source: protocol reference, section 11.
 *
 * @param documents number of documents; null if not given
 * @param gross sum of the totals; null if not given, or if the documents are in several currencies
 * @param net gross - discounts + surcharges; null like {@code gross}
 */
public record ClosureTotals(Long documents, Sum gross, Sum net) {

    /** Returns the totals that a closure claims; each may be null. */
    public static ClosureTotals claimed(Long documents, BigDecimal gross, BigDecimal net) {
        return new ClosureTotals(documents, sum(gross), sum(net));
    }

    private static Sum sum(BigDecimal amount) {
        return amount == null ? null : new Sum(amount, Set.of());
    }
}
