package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * A receipt in full, as its terminal sent it: nothing is recomputed. Any value is null if the terminal did not send it
 * or it cannot be read; amounts are in the receipt's currency.
 *
 * @param receipt the receipt as lists show it
 * @param uniqueId the number that the till gave it, {@code transaction_unique_id}; unique at most within its terminal
 * @param cashierId the cashier who opened it
 * @param originalId for a return, the document id of its sale
 * @param fiscalNumber its number at the fiscal device
 * @param cancelReason why it was cancelled
 * @param totals its totals
 * @param lines its product lines
 * @param departments its totals by department and VAT rate
 * @param discounts its discounts, of lines and of the whole
 * @param surcharges its surcharges
 * @param taxes its taxes; most tills send none, see {@link #vat}
 * @param payments its payments
 * @param changes the change given
 * @param notes its notes
 */
public record ReceiptView(
        Receipt receipt,
        String uniqueId,
        UUID cashierId,
        UUID originalId,
        String fiscalNumber,
        String cancelReason,
        Totals totals,
        List<Line> lines,
        List<Tax> departments,
        List<Adjustment> discounts,
        List<Adjustment> surcharges,
        List<Tax> taxes,
        List<Payment> payments,
        List<Change> changes,
        List<Note> notes) {

    /**
     * Returns the VAT by rate, the lowest rate first: of the taxes the terminal sent, else of its product lines without
     * cancelled ones, else of its departments. Empty if none of them names a rate.
     */
    public List<Tax> vat() {
        if (!taxes.isEmpty()) {
            return taxes;
        }
        List<Tax> ofLines = byRate(lines.stream()
                .filter(line -> !line.dropped())
                .map(line -> new Tax(null, line.vatRate(), line.total(), line.vat()))
                .toList());
        return ofLines.isEmpty() ? byRate(departments) : ofLines;
    }

    private static List<Tax> byRate(List<Tax> rows) {
        Map<BigDecimal, List<Tax>> byRate = new TreeMap<>(); // 20.00 and 20 are one rate
        rows.stream().filter(row -> row.rate() != null).forEach(row -> byRate.computeIfAbsent(
                        row.rate(), rate -> new ArrayList<>())
                .add(row));
        List<Tax> sums = new ArrayList<>();
        byRate.forEach((rate, same) -> sums.add(new Tax(null, rate, sum(same, Tax::base), sum(same, Tax::amount))));
        return sums;
    }

    /** Returns the sum; null if one of them cannot be read, because a wrong sum is worse than none. */
    private static BigDecimal sum(List<Tax> rows, Function<Tax, BigDecimal> amount) {
        return rows.stream().map(amount).allMatch(Objects::nonNull)
                ? rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add)
                : null;
    }

    /** Totals of a receipt. */
    public record Totals(
            BigDecimal vat,
            BigDecimal discount,
            BigDecimal surcharge,
            BigDecimal serviceCharge,
            BigDecimal tip,
            BigDecimal rounding,
            BigDecimal paid,
            BigDecimal change) {}

    /**
     * A product line.
     *
     * @param code the product's code
     * @param name the product's name
     * @param quantity how many, or how much
     * @param unit of measure, as the terminal names it
     * @param price of one unit
     * @param vatRate in percent
     * @param total quantity times price, VAT included, before discounts
     * @param vat the VAT in it
     * @param dropped whether it was cancelled or voided
     */
    public record Line(
            String code,
            String name,
            BigDecimal quantity,
            String unit,
            BigDecimal price,
            BigDecimal vatRate,
            BigDecimal total,
            BigDecimal vat,
            boolean dropped) {}

    /**
     * A discount or surcharge.
     *
     * @param name its code or name
     * @param amount positive, whichever it is
     * @param dropped whether it was cancelled
     */
    public record Adjustment(String name, BigDecimal amount, boolean dropped) {}

    /**
     * A tax, or the sums of one VAT rate.
     *
     * @param name as the terminal names it; null for VAT
     * @param rate in percent
     * @param base what is taxed, as the terminal counts it
     * @param amount the tax
     */
    public record Tax(String name, BigDecimal rate, BigDecimal base, BigDecimal amount) {}

    /**
     * A payment.
     *
     * @param type payment type as the terminal names it
     * @param amount in the receipt's currency
     * @param currency in which it was paid
     * @param currencyAmount how much in that currency
     * @param card brand of the card
     * @param instalments number of instalments
     * @param dropped whether it was cancelled
     */
    public record Payment(
            String type,
            BigDecimal amount,
            String currency,
            BigDecimal currencyAmount,
            String card,
            Integer instalments,
            boolean dropped) {}

    /**
     * Change given.
     *
     * @param amount how much
     * @param currency in which
     * @param dropped whether it was cancelled
     */
    public record Change(BigDecimal amount, String currency, boolean dropped) {}

    /**
     * A note.
     *
     * @param type as the terminal names it
     * @param text what it says
     */
    public record Note(String type, String text) {}
}
