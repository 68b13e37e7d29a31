package pro.saleflex.office.figures;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What a period comes to as terminals count it when they close it: every document, cancelled ones too, and returns are not
 * subtracted. A terminal's claim is compared with this and not with {@link TerminalFigures}, or every period would seem wrong.
 * Source: protocol reference, section 11.
 *
 * @param documents how many documents; null: not told
 * @param gross sum of the totals; null: not told, or the documents are in several currencies
 * @param net gross - discounts + surcharges; null as gross
 */
public record ClosureTotals(Long documents, Sum gross, Sum net) {

    /** What a terminal claims; each may be null. */
    public static ClosureTotals claimed(Long documents, BigDecimal gross, BigDecimal net) {
        return new ClosureTotals(documents, sum(gross), sum(net));
    }

    private static Sum sum(BigDecimal amount) {
        return amount == null ? null : new Sum(amount, Set.of());
    }
}
