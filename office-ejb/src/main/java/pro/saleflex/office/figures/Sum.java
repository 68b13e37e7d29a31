package pro.saleflex.office.figures;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/**
 * A sum of amounts in one currency.
 *
 * @param amount what was told
 * @param without the documents that belong to it and are not in it, since their amount cannot be read: ids of entries
 */
public record Sum(BigDecimal amount, Set<Long> without) {
    /** Of nothing. */
    public static final Sum ZERO = new Sum(BigDecimal.ZERO, Set.of());

    /** A sum with a set of its own. */
    public Sum {
        without = Set.copyOf(without);
    }

    /** Both. */
    public Sum plus(Sum other) {
        Set<Long> all = new HashSet<>(without);
        all.addAll(other.without);
        return new Sum(amount.add(other.amount), all);
    }

    /** This less another. */
    public Sum minus(Sum other) {
        return plus(other.negated());
    }

    Sum negated() {
        return new Sum(amount.negate(), without);
    }

    /** Is there nothing in it, and nothing that should be? */
    public boolean isNothing() {
        return amount.signum() == 0 && without.isEmpty();
    }
}
