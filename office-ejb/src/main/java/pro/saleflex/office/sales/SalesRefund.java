package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Refund;

/** The link from a return to its original sale. */
@Entity
@Table(name = "sales_refund")
class SalesRefund extends DocumentRow {
    UUID originalDocumentId;
    String refundType;
    String refundReason;
    BigDecimal refundAmount;
    BigDecimal refundQuantity;
    BigDecimal restockingFee;

    protected SalesRefund() {}

    SalesRefund(int position, Refund row, ColumnConverter columns) {
        super(position, columns.id("refunds.id", row.id()));
        originalDocumentId = columns.id("refunds.fk_original_transaction_id", row.fkOriginalTransactionId());
        refundType = columns.text(row.refundType());
        refundReason = columns.text(row.refundReason());
        refundAmount = columns.money("refunds.refund_amount", row.refundAmount());
        refundQuantity = columns.money("refunds.refund_quantity", row.refundQuantity());
        restockingFee = columns.money("refunds.restocking_fee", row.restockingFee());
    }
}
