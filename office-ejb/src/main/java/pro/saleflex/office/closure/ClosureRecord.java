package pro.saleflex.office.closure;

import java.math.BigDecimal;
import java.util.List;

/**
 * The wire format of a closure (protocol reference, section 11), limited to the members that the projection uses.
 * Missing members are null. Public for the binding.
 */
public record ClosureRecord(
        Period closure,
        List<Summary> vatSummaries,
        List<Summary> tipSummaries,
        List<Summary> discountSummaries,
        List<Summary> paymentTypeSummaries,
        List<Summary> documentTypeSummaries,
        List<Summary> departmentSummaries,
        List<Summary> currencySummaries,
        List<Summary> cashierSummaries) {

    public record Period(
            String id,
            String closureUniqueId,
            Long closureNumber,
            String closureDate,
            String closureStartTime,
            String closureEndTime,
            String fkBaseCurrencyId,
            Long totalDocumentCount,
            Long validTransactionCount,
            Long canceledTransactionCount,
            Long returnTransactionCount,
            Long suspendedTransactionCount,
            BigDecimal grossSalesAmount,
            BigDecimal netSalesAmount,
            BigDecimal totalTaxAmount,
            BigDecimal totalDiscountAmount,
            BigDecimal totalTipAmount,
            BigDecimal openingCashAmount,
            BigDecimal closingCashAmount,
            BigDecimal expectedCashAmount,
            BigDecimal cashDifference,
            Long paidInCount,
            BigDecimal paidInTotal,
            Long paidOutCount,
            BigDecimal paidOutTotal,
            String fkCashierOpenedId,
            String fkCashierClosedId,
            Boolean isCanceled) {}

    /** A row of any of the summaries; each kind of summary uses its own members. */
    public record Summary(
            String id,
            String fkTaxRateId,
            String fkPaymentTypeId,
            String fkDiscountTypeId,
            String fkDocumentTypeId,
            String fkDepartmentMainGroupId,
            String fkCurrencyId,
            String fkCashierId,
            BigDecimal taxRatePercentage,
            BigDecimal exchangeRate,
            Long transactionCount,
            Long tipCount,
            Long discountCount,
            Long totalCount,
            Long validCount,
            BigDecimal taxableAmount,
            BigDecimal totalTipAmount,
            BigDecimal totalDiscountAmount,
            BigDecimal totalAmount,
            BigDecimal validAmount,
            BigDecimal grossAmount,
            BigDecimal currencyAmount,
            BigDecimal totalSalesAmount,
            BigDecimal taxAmount,
            BigDecimal validTaxAmount,
            BigDecimal netAmount,
            BigDecimal baseCurrencyAmount,
            BigDecimal discountAmount,
            Long canceledCount,
            Long voidCount,
            BigDecimal canceledAmount,
            BigDecimal voidAmount) {}
}
