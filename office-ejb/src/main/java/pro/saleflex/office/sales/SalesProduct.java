package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Product;

/** A product line of a document. */
@Entity
@Table(name = "sales_product")
class SalesProduct extends DocumentRow {
    Integer lineNo;
    UUID productId;
    UUID departmentMainGroupId;
    UUID departmentSubGroupId;
    String productCode;
    String productName;
    String unitOfMeasure;
    BigDecimal quantity;
    BigDecimal unitPrice;
    BigDecimal vatRate;
    BigDecimal totalPrice;
    BigDecimal totalVat;
    BigDecimal totalDiscount;
    Boolean cancelled;
    Boolean voided;

    protected SalesProduct() {}

    SalesProduct(int position, Product row, ColumnConverter columns) {
        super(position, columns.id("products.id", row.id()));
        lineNo = row.lineNo();
        productId = columns.id("products.fk_product_id", row.fkProductId());
        departmentMainGroupId = columns.id("products.fk_department_main_group_id", row.fkDepartmentMainGroupId());
        departmentSubGroupId = columns.id("products.fk_department_sub_group_id", row.fkDepartmentSubGroupId());
        productCode = columns.text(row.productCode());
        productName = columns.text(row.productName());
        unitOfMeasure = columns.text(row.unitOfMeasure());
        quantity = columns.money("products.quantity", row.quantity());
        unitPrice = columns.money("products.unit_price", row.unitPrice());
        vatRate = columns.rate("products.vat_rate", row.vatRate());
        totalPrice = columns.money("products.total_price", row.totalPrice());
        totalVat = columns.money("products.total_vat", row.totalVat());
        totalDiscount = columns.money("products.total_discount", row.totalDiscount());
        cancelled = row.isCancel();
        voided = row.isVoided();
    }
}
