package pro.saleflex.office.gate.push;

import pro.saleflex.office.closure.ClosureReader.CumulativeTotals;
import pro.saleflex.office.closure.ClosureRecord;
import pro.saleflex.office.closure.ClosureRecord.Period;
import pro.saleflex.office.closure.ClosureRecord.Summary;
import pro.saleflex.office.reference.ReferenceNumbers;

/**
 * Maps a closure to the members that GATE gets in addition to the document: the terminal's totals, with the numbers by
 * which GATE knows master data. Source: schema Closure of the contract.
 */
final class ClosureMapper {
    private final JsonWriter to;
    private final ReferenceNumbers numbers;

    ClosureMapper(JsonWriter to, ReferenceNumbers numbers) {
        this.to = to;
        this.numbers = numbers;
    }

    void write(ClosureRecord closure, CumulativeTotals cumulated) {
        period(closure.closure());
        to.money("cumulative_total", cumulated.gross())
                .money("cumulative_vat", cumulated.vat())
                .list("vat_summary", closure.vatSummaries(), this::vat)
                .list("payment_summary", closure.paymentTypeSummaries(), this::payment)
                .list("department_summary", closure.departmentSummaries(), this::department)
                .list("discount_summary", closure.discountSummaries(), this::discount)
                .list("cashier_summary", closure.cashierSummaries(), this::cashier)
                .list("currency_summary", closure.currencySummaries(), this::currency);
    }

    private void period(Period period) {
        to.text("closure_unique_id", period.closureUniqueId())
                .number("closure_number", period.closureNumber())
                .date("closure_date", period.closureDate())
                .time("started_at", period.closureStartTime())
                .timeAfter(period.closureStartTime(), "ended_at", period.closureEndTime())
                .number(
                        "currency_code",
                        numbers.currency(period.fkBaseCurrencyId()).orElse(null))
                .number("document_count", period.totalDocumentCount())
                .number("valid_count", period.validTransactionCount())
                .number("cancelled_count", period.canceledTransactionCount())
                .number("return_count", period.returnTransactionCount())
                .number("suspended_count", period.suspendedTransactionCount())
                .money("total_sales", period.grossSalesAmount())
                .money("net_sales", period.netSalesAmount())
                .money("total_vat", period.totalTaxAmount())
                .money("total_discount", period.totalDiscountAmount())
                .money("total_tip", period.totalTipAmount())
                .money("opening_cash", period.openingCashAmount())
                .money("closing_cash", period.closingCashAmount())
                .money("expected_cash", period.expectedCashAmount())
                .money("cash_difference", period.cashDifference())
                .number("paid_in_count", period.paidInCount())
                .money("paid_in_total", period.paidInTotal())
                .number("paid_out_count", period.paidOutCount())
                .money("paid_out_total", period.paidOutTotal())
                .number(
                        "cashier_number",
                        numbers.cashier(period.fkCashierClosedId()).orElse(null))
                .flag("cancelled", period.isCanceled());
    }

    private void vat(Summary row) {
        to.number("vat_no", numbers.vat(row.fkTaxRateId()).orElse(null))
                .rate("rate", row.taxRatePercentage())
                .number("count", row.transactionCount())
                .money("taxable_amount", row.taxableAmount())
                .money("tax_amount", row.taxAmount());
    }

    private void payment(Summary row) {
        to.number("type_no", numbers.paymentType(row.fkPaymentTypeId()).orElse(null))
                .number("count", row.totalCount())
                .money("amount", row.totalAmount());
    }

    private void department(Summary row) {
        to.text(
                        "department_code",
                        numbers.department(row.fkDepartmentMainGroupId()).orElse(null))
                .number("count", row.transactionCount())
                .money("gross_amount", row.grossAmount())
                .money("tax_amount", row.taxAmount())
                .money("net_amount", row.netAmount())
                .money("discount_amount", row.discountAmount());
    }

    private void discount(Summary row) {
        to.text("discount_code", numbers.discount(row.fkDiscountTypeId()).orElse(null))
                .number("count", row.discountCount())
                .money("amount", row.totalDiscountAmount());
    }

    private void cashier(Summary row) {
        to.number("cashier_number", numbers.cashier(row.fkCashierId()).orElse(null))
                .number("count", row.transactionCount())
                .money("amount", row.totalSalesAmount());
    }

    private void currency(Summary row) {
        to.number("currency_code", numbers.currency(row.fkCurrencyId()).orElse(null))
                .rate("exchange_rate", row.exchangeRate())
                .money("currency_amount", row.currencyAmount())
                .money("base_amount", row.baseCurrencyAmount());
    }
}
