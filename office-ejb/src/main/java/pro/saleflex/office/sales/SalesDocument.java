package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.figures.BusinessDay;
import pro.saleflex.office.sales.Transaction.Head;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;

/** The head of a sales document. Its id is that of its journal entry. */
@Entity
@Table(name = "sales_document")
class SalesDocument {
    @Id
    long id;

    UUID terminalId;
    UUID documentId;
    String transactionUniqueId;
    String documentType;
    String transactionType;
    String transactionStatus;
    Long closureNumber;
    Long receiptNumber;
    LocalDateTime localTime;
    OffsetDateTime openedAt;
    OffsetDateTime completedAt;
    UUID cashierId;
    UUID customerId;
    UUID originalDocumentId;
    String baseCurrency;
    BigDecimal exchangeRate;
    BigDecimal totalAmount;
    BigDecimal totalVatAmount;
    BigDecimal totalDiscountAmount;
    BigDecimal totalSurchargeAmount;
    BigDecimal totalPaymentAmount;
    BigDecimal totalChangeAmount;
    BigDecimal serviceChargeAmount;
    BigDecimal tipAmount;
    BigDecimal roundingAmount;
    Long loyaltyPointsEarned;
    Long loyaltyPointsRedeemed;
    String fiscalReceiptNumber;
    Boolean cancelled;
    String cancelReason;
    OffsetDateTime countedAt;
    LocalDate businessDay;
    String currency;
    BigDecimal netAmount;
    String leftOut;

    @Transient
    private Instant setUpAt;

    @Transient
    private StoreRef store;

    protected SalesDocument() {}

    SalesDocument(UUID terminalId, Head head, ColumnConverter columns) {
        this.terminalId = terminalId;
        documentId = columns.id("head.id", head.id());
        transactionUniqueId = columns.key("head.transaction_unique_id", head.transactionUniqueId());
        documentType = columns.text(head.documentType());
        transactionType = columns.text(head.transactionType());
        transactionStatus = columns.text(head.transactionStatus());
        closureNumber = head.closureNumber();
        receiptNumber = head.receiptNumber();
        localTime = columns.local("head.transaction_date_time", head.transactionDateTime());
        completedAt = columns.utc("head.created_at", head.createdAt());
        openedAt = columns.instantBefore(completedAt, "head.transaction_date_time", head.transactionDateTime());
        cashierId = columns.id("head.fk_cashier_create_id", head.fkCashierCreateId());
        customerId = columns.id("head.fk_customer_id", head.fkCustomerId());
        originalDocumentId = columns.id("head.original_transaction_id", head.originalTransactionId());
        baseCurrency = columns.text(head.baseCurrency());
        exchangeRate = columns.rate("head.exchange_rate", head.exchangeRate());
        totalAmount = columns.money("head.total_amount", head.totalAmount());
        totalVatAmount = columns.money("head.total_vat_amount", head.totalVatAmount());
        totalDiscountAmount = columns.money("head.total_discount_amount", head.totalDiscountAmount());
        totalSurchargeAmount = columns.money("head.total_surcharge_amount", head.totalSurchargeAmount());
        totalPaymentAmount = columns.money("head.total_payment_amount", head.totalPaymentAmount());
        totalChangeAmount = columns.money("head.total_change_amount", head.totalChangeAmount());
        serviceChargeAmount = columns.money("head.service_charge_amount", head.serviceChargeAmount());
        tipAmount = columns.money("head.tip_amount", head.tipAmount());
        roundingAmount = columns.money("head.rounding_amount", head.roundingAmount());
        loyaltyPointsEarned = head.loyaltyPointsEarned();
        loyaltyPointsRedeemed = head.loyaltyPointsRedeemed();
        fiscalReceiptNumber = columns.text(head.fiscalReceiptNumber());
        cancelled = head.isCancel();
        cancelReason = columns.text(head.cancelReason());
    }

    /** Sets the values that the figures are computed from. */
    void deriveFigures(TerminalRef terminal, List<String> unread) {
        setUpAt = terminal.setUpAt();
        store = terminal.store();
        String named = baseCurrency == null ? "" : baseCurrency.strip().toUpperCase(Locale.ROOT);
        currency = named.isEmpty() ? store.currency() : named;
        leftOut = Amounts.leftOut(unread);
        netAmount = Amounts.net(this);
    }

    /** Sets the id of the journal entry, and the business day, which depends on the time of receipt. */
    void assignEntry(long entryId, Instant receivedAt) {
        id = entryId;
        Instant counted = BusinessDay.countedAt(instant(completedAt), receivedAt, setUpAt);
        countedAt = counted.atOffset(ZoneOffset.UTC);
        businessDay = store.businessDay(counted);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
