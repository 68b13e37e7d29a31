package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Discount;

/** A discount of a document; a cancelled one has been superseded and does not count. */
@Entity
@Table(name = "sales_discount")
class SalesDiscount extends DocumentRow {
    Integer lineNo;
    UUID discountTypeId;
    String discountCode;
    BigDecimal discountAmount;
    UUID productRowId;
    Boolean cancelled;

    protected SalesDiscount() {}

    SalesDiscount(int position, Discount row, ColumnConverter columns) {
        super(position, columns.id("discounts.id", row.id()));
        lineNo = row.lineNo();
        discountTypeId = columns.id("discounts.fk_discount_type_id", row.fkDiscountTypeId());
        discountCode = columns.text(row.discountCode());
        discountAmount = columns.money("discounts.discount_amount", row.discountAmount());
        productRowId = columns.id("discounts.fk_transaction_product_id", row.fkTransactionProductId());
        cancelled = row.isCancel();
    }
}
