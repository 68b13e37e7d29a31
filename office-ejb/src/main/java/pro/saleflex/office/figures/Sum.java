package pro.saleflex.office.figures;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/**
 * A sum of amounts in one currency, with the documents that it lacks.
 *
 * @param amount sum of the readable amounts
 * @param without journal entry ids of the documents that belong to the sum but are left out because their amount cannot
 *     be read
 */
public record Sum(BigDecimal amount, Set<Long> without) {
    /** The sum of nothing. */
    public static final Sum ZERO = new Sum(BigDecimal.ZERO, Set.of());

    /** Copies the set. */
    public Sum {
        without = Set.copyOf(without);
    }

    /** Adds another sum; a document that both lack counts once. */
    public Sum plus(Sum other) {
        Set<Long> all = new HashSet<>(without);
        all.addAll(other.without);
        return new Sum(amount.add(other.amount), all);
    }

    /** Subtracts another sum. */
    public Sum minus(Sum other) {
        return plus(other.negated());
    }

    Sum negated() {
        return new Sum(amount.negate(), without);
    }

    /** Whether the amount is zero and no document is missing. */
    public boolean isEmpty() {
        return amount.signum() == 0 && without.isEmpty();
    }
}
