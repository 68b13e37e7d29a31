package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The amounts of a document's head, as figures take them. */
final class Amounts {
    /** What the takings are made of. */
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

    /** No column holds more. */
    private static final int DIGITS = 19;

    private Amounts() {}

    /**
     * The amounts that were told and are in no column, with commas between; null: none.
     *
     * @param unread the members of the document that are in none
     */
    static String leftOut(List<String> unread) {
        String members = MEMBERS.stream()
                .filter(member -> unread.contains("head." + member))
                .collect(Collectors.joining(","));
        return members.isEmpty() ? null : members;
    }

    /** Total - discount + surcharge + service charge; null when that cannot be told. */
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
        return net.precision() > DIGITS ? null : net;
    }

    private static BigDecimal orZero(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
