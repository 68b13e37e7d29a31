package pro.saleflex.office.closure;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.closure.ClosureRecord.Summary;
import pro.saleflex.office.document.ColumnConverter;

/** A row of one of a closure's summaries; columns that its kind does not use are null. */
@Entity
@Table(name = "closure_summary")
@IdClass(ClosureSummary.Key.class)
class ClosureSummary {
    @Id
    long closureId;

    @Id
    @Enumerated(EnumType.STRING)
    SummaryKind kind;

    @Id
    int position;

    UUID rowId;
    UUID subjectId;
    BigDecimal rate;
    Long times;
    BigDecimal amount;
    BigDecimal taxAmount;
    BigDecimal netAmount;
    BigDecimal discountAmount;
    Long cancelledTimes;
    BigDecimal cancelledAmount;

    protected ClosureSummary() {}

    ClosureSummary(SummaryKind kind, int position, Summary row, ColumnConverter columns) {
        String name = kind + " summary.";
        this.kind = kind;
        this.position = position;
        rowId = columns.id(name + "id", row.id());
        subjectId = columns.id(name + "subject", subject(kind, row));
        rate = columns.rate(name + "rate", first(row.taxRatePercentage(), row.exchangeRate()));
        times = first(row.transactionCount(), row.tipCount(), row.discountCount(), row.totalCount(), row.validCount());
        amount = columns.money(name + "amount", amount(kind, row));
        taxAmount = columns.money(name + "tax_amount", first(row.taxAmount(), row.validTaxAmount()));
        netAmount = columns.money(name + "net_amount", first(row.netAmount(), row.baseCurrencyAmount()));
        discountAmount = columns.money(name + "discount_amount", row.discountAmount());
        cancelledTimes = first(row.canceledCount(), row.voidCount());
        cancelledAmount = columns.money(name + "cancelled_amount", first(row.canceledAmount(), row.voidAmount()));
    }

    private static String subject(SummaryKind kind, Summary row) {
        return switch (kind) {
            case VAT -> row.fkTaxRateId();
            case TIP, PAYMENT_TYPE -> row.fkPaymentTypeId();
            case DISCOUNT -> row.fkDiscountTypeId();
            case DOCUMENT_TYPE -> row.fkDocumentTypeId();
            case DEPARTMENT -> row.fkDepartmentMainGroupId();
            case CURRENCY -> row.fkCurrencyId();
            case CASHIER -> row.fkCashierId();
        };
    }

    private static BigDecimal amount(SummaryKind kind, Summary row) {
        return switch (kind) {
            case VAT -> row.taxableAmount();
            case TIP -> row.totalTipAmount();
            case DISCOUNT -> row.totalDiscountAmount();
            case PAYMENT_TYPE -> row.totalAmount();
            case DOCUMENT_TYPE -> row.validAmount();
            case DEPARTMENT -> row.grossAmount();
            case CURRENCY -> row.currencyAmount();
            case CASHIER -> row.totalSalesAmount();
        };
    }

    @SafeVarargs
    private static <T> T first(T... values) {
        for (T value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    record Key(long closureId, SummaryKind kind, int position) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
