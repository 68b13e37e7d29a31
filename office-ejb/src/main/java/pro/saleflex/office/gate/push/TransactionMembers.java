package pro.saleflex.office.gate.push;

import pro.saleflex.office.sales.Transaction;
import pro.saleflex.office.sales.Transaction.Change;
import pro.saleflex.office.sales.Transaction.Discount;
import pro.saleflex.office.sales.Transaction.Fiscal;
import pro.saleflex.office.sales.Transaction.Head;
import pro.saleflex.office.sales.Transaction.Payment;
import pro.saleflex.office.sales.Transaction.Product;
import pro.saleflex.office.sales.Transaction.Refund;
import pro.saleflex.office.sales.Transaction.Tax;

/** What GATE gets of a sales document beside the document itself. Source: schema Transaction of the contract. */
final class TransactionMembers {
    private final Members to;

    TransactionMembers(Members to) {
        this.to = to;
    }

    void write(Transaction sale) {
        head(sale.head());
        to.list("lines", sale.products(), this::line)
                .list("payments", sale.payments(), this::payment)
                .list("taxes", sale.taxes(), this::tax)
                .list("discounts", sale.discounts(), this::discount)
                .listIfAny("changes", sale.changes(), this::change)
                .listIfAny("refunds", sale.refunds(), this::refund);
        if (sale.fiscal() != null) {
            to.object("fiscal", sale.fiscal(), this::fiscal);
        }
    }

    private void head(Head head) {
        to.text("transaction_unique_id", head.transactionUniqueId())
                .text("document_type", head.documentType())
                .text("transaction_type", head.transactionType())
                .text("transaction_status", head.transactionStatus())
                .number("closure_number", head.closureNumber())
                .number("receipt_number", head.receiptNumber())
                .time("occurred_at", head.transactionDateTime())
                .id("cashier_id", head.fkCashierCreateId())
                .id("customer_id", head.fkCustomerId())
                .id("original_transaction_id", head.originalTransactionId())
                .text("currency", head.baseCurrency())
                .rate("exchange_rate", head.exchangeRate())
                .money("total_amount", head.totalAmount())
                .money("total_vat_amount", head.totalVatAmount())
                .money("total_discount_amount", head.totalDiscountAmount())
                .money("total_surcharge_amount", head.totalSurchargeAmount())
                .money("total_payment_amount", head.totalPaymentAmount())
                .money("total_change_amount", head.totalChangeAmount())
                .money("service_charge_amount", head.serviceChargeAmount())
                .money("tip_amount", head.tipAmount())
                .money("rounding_amount", head.roundingAmount())
                .flag("cancelled", head.isCancel())
                .text("cancel_reason", head.cancelReason());
    }

    private void line(Product line) {
        to.id("line_id", line.id())
                .number("line_no", line.lineNo())
                .id("product_id", line.fkProductId())
                .text("product_code", line.productCode())
                .text("product_name", line.productName())
                .id("department_main_group_id", line.fkDepartmentMainGroupId())
                .id("department_sub_group_id", line.fkDepartmentSubGroupId())
                .text("unit_of_measure", line.unitOfMeasure())
                .money("quantity", line.quantity())
                .money("unit_price", line.unitPrice())
                .rate("vat_rate", line.vatRate())
                .money("total_price", line.totalPrice())
                .money("total_vat", line.totalVat())
                .money("total_discount", line.totalDiscount())
                .flag("cancelled", line.isCancel())
                .flag("voided", line.isVoided());
    }

    private void payment(Payment payment) {
        to.id("payment_id", payment.id())
                .number("line_no", payment.lineNo())
                .text("payment_type", payment.paymentType())
                .money("payment_total", payment.paymentTotal())
                .text("currency", payment.currencyCode())
                .money("currency_total", payment.currencyTotal())
                .rate("exchange_rate", payment.currencyExchangeRate())
                .number("installment_count", payment.installmentCount())
                .text("payment_status", payment.paymentStatus())
                .money("tip_amount", payment.tipAmount())
                .money("refunded_amount", payment.refundedAmount())
                .flag("cancelled", payment.isCancel());
    }

    private void tax(Tax tax) {
        to.id("tax_id", tax.id())
                .text("tax_type", tax.taxType())
                .text("tax_code", tax.taxCode())
                .text("tax_name", tax.taxName())
                .rate("tax_rate", tax.taxRate())
                .money("taxable_amount", tax.taxableAmount())
                .money("tax_amount", tax.taxAmount())
                .flag("exempt", tax.isExempt());
    }

    private void discount(Discount discount) {
        to.id("discount_id", discount.id())
                .number("line_no", discount.lineNo())
                .id("discount_type_id", discount.fkDiscountTypeId())
                .text("discount_code", discount.discountCode())
                .money("discount_amount", discount.discountAmount())
                .id("line_id", discount.fkTransactionProductId())
                .flag("cancelled", discount.isCancel());
    }

    private void change(Change change) {
        to.id("change_id", change.id())
                .number("line_no", change.lineNo())
                .money("change_amount", change.changeAmount())
                .text("currency", change.currency())
                .flag("cancelled", change.isCancel());
    }

    private void refund(Refund refund) {
        to.id("refund_id", refund.id())
                .id("original_transaction_id", refund.fkOriginalTransactionId())
                .text("refund_type", refund.refundType())
                .text("refund_reason", refund.refundReason())
                .money("refund_amount", refund.refundAmount())
                .money("refund_quantity", refund.refundQuantity())
                .money("restocking_fee", refund.restockingFee());
    }

    private void fiscal(Fiscal fiscal) {
        to.text("country_code", fiscal.countryCode())
                .text("fiscal_device_id", fiscal.fiscalDeviceId())
                .text("fiscal_device_serial", fiscal.fiscalDeviceSerial())
                .text("fiscal_receipt_number", fiscal.fiscalReceiptNumber())
                .text("fiscal_invoice_number", fiscal.fiscalInvoiceNumber())
                .text("fiscal_document_type", fiscal.fiscalDocumentType())
                .text("reporting_status", fiscal.reportingStatus());
    }
}
