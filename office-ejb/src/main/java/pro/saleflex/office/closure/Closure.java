package pro.saleflex.office.closure;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import pro.saleflex.office.closure.ClosureRecord.Period;
import pro.saleflex.office.document.ColumnConverter;

/** A closed period as the terminal claims it. Its id is that of its journal entry. */
@Entity
@Table(name = "closure")
class Closure {
    @Id
    long id;

    UUID terminalId;
    UUID closureId;
    String closureUniqueId;
    Long closureNumber;
    LocalDate closureDate;
    LocalDateTime localStartTime;
    OffsetDateTime startedAt;
    LocalDateTime localEndTime;
    OffsetDateTime endedAt;
    Long totalDocumentCount;
    Long validTransactionCount;
    Long canceledTransactionCount;
    Long returnTransactionCount;
    Long suspendedTransactionCount;
    BigDecimal grossSalesAmount;
    BigDecimal netSalesAmount;
    BigDecimal totalTaxAmount;
    BigDecimal totalDiscountAmount;
    BigDecimal totalTipAmount;
    BigDecimal openingCashAmount;
    BigDecimal closingCashAmount;
    BigDecimal expectedCashAmount;
    BigDecimal cashDifference;
    Long paidInCount;
    BigDecimal paidInTotal;
    Long paidOutCount;
    BigDecimal paidOutTotal;
    UUID cashierOpenedId;
    UUID cashierClosedId;
    Boolean cancelled;

    protected Closure() {}

    Closure(UUID terminalId, Period period, ColumnConverter columns) {
        this.terminalId = terminalId;
        closureId = columns.id("closure.id", period.id());
        closureUniqueId = columns.text(period.closureUniqueId());
        closureNumber = period.closureNumber();
        closureDate = columns.date("closure.closure_date", period.closureDate());
        localStartTime = columns.local("closure.closure_start_time", period.closureStartTime());
        startedAt = columns.instant("closure.closure_start_time", period.closureStartTime());
        localEndTime = columns.local("closure.closure_end_time", period.closureEndTime());
        endedAt = columns.instantAfter(startedAt, "closure.closure_end_time", period.closureEndTime());
        totalDocumentCount = period.totalDocumentCount();
        validTransactionCount = period.validTransactionCount();
        canceledTransactionCount = period.canceledTransactionCount();
        returnTransactionCount = period.returnTransactionCount();
        suspendedTransactionCount = period.suspendedTransactionCount();
        grossSalesAmount = columns.money("closure.gross_sales_amount", period.grossSalesAmount());
        netSalesAmount = columns.money("closure.net_sales_amount", period.netSalesAmount());
        totalTaxAmount = columns.money("closure.total_tax_amount", period.totalTaxAmount());
        totalDiscountAmount = columns.money("closure.total_discount_amount", period.totalDiscountAmount());
        totalTipAmount = columns.money("closure.total_tip_amount", period.totalTipAmount());
        openingCashAmount = columns.money("closure.opening_cash_amount", period.openingCashAmount());
        closingCashAmount = columns.money("closure.closing_cash_amount", period.closingCashAmount());
        expectedCashAmount = columns.money("closure.expected_cash_amount", period.expectedCashAmount());
        cashDifference = columns.money("closure.cash_difference", period.cashDifference());
        paidInCount = period.paidInCount();
        paidInTotal = columns.money("closure.paid_in_total", period.paidInTotal());
        paidOutCount = period.paidOutCount();
        paidOutTotal = columns.money("closure.paid_out_total", period.paidOutTotal());
        cashierOpenedId = columns.id("closure.fk_cashier_opened_id", period.fkCashierOpenedId());
        cashierClosedId = columns.id("closure.fk_cashier_closed_id", period.fkCashierClosedId());
        cancelled = period.isCanceled();
    }
}
