package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Derives from a document's head the amounts that the figures use. */
final class Amounts {
    /** The members that make up the takings. */
    private static final List<String> TAKINGS =
            List.of("total_amount", "total_discount_amount", "total_surcharge_amount", "service_charge_amount");

    private static final List<String> MEMBERS = List.of(
            "total_amount",
            "total_discount_amount",
            "total_surcharge_amount",
            "service_charge_amount",
            "tip_amount",
            "rounding_amount",
            "total_change_amount");

    /** Precision of the money columns. */
    private static final int MAX_DIGITS = 19;

    private Amounts() {}

    /**
     * Returns the amounts that were sent but left out of their columns, separated by commas; null if there are none.
     *
     * @param unread the members of the document that were left out of their columns
     */
    static String leftOut(List<String> unread) {
        String members = MEMBERS.stream()
                .filter(member -> unread.contains("head." + member))
                .collect(Collectors.joining(","));
        return members.isEmpty() ? null : members;
    }

    /** Returns total - discount + surcharge + service charge; null if one of them cannot be read. */
    static BigDecimal net(SalesDocument document) {
        boolean known = document.totalAmount != null
                && (document.leftOut == null
                        || Collections.disjoint(TAKINGS, List.of(document.leftOut.split(",", -1))));
        if (!known) {
            return null;
        }
        BigDecimal net = document.totalAmount
                .subtract(orZero(document.totalDiscountAmount))
                .add(orZero(document.totalSurchargeAmount))
                .add(orZero(document.serviceChargeAmount));
        return net.precision() > MAX_DIGITS ? null : net;
    }

    private static BigDecimal orZero(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
