package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Payment;

/** A payment (tender) of a document. */
@Entity
@Table(name = "sales_payment")
class SalesPayment extends DocumentRow {
    Integer lineNo;
    String paymentType;
    BigDecimal paymentTotal;
    String currencyCode;
    BigDecimal currencyTotal;
    BigDecimal exchangeRate;
    Integer installmentCount;
    String cardType;
    String authorizationCode;
    String paymentStatus;
    BigDecimal tipAmount;
    BigDecimal refundedAmount;
    Boolean cancelled;

    protected SalesPayment() {}

    SalesPayment(int position, Payment row, ColumnConverter columns) {
        super(position, columns.id("payments.id", row.id()));
        lineNo = row.lineNo();
        paymentType = columns.text(row.paymentType());
        paymentTotal = columns.money("payments.payment_total", row.paymentTotal());
        currencyCode = columns.text(row.currencyCode());
        currencyTotal = columns.money("payments.currency_total", row.currencyTotal());
        exchangeRate = columns.rate("payments.currency_exchange_rate", row.currencyExchangeRate());
        installmentCount = row.installmentCount();
        cardType = columns.text(row.cardType());
        authorizationCode = columns.text(row.authorizationCode());
        paymentStatus = columns.text(row.paymentStatus());
        tipAmount = columns.money("payments.tip_amount", row.tipAmount());
        refundedAmount = columns.money("payments.refunded_amount", row.refundedAmount());
        cancelled = row.isCancel();
    }
}
