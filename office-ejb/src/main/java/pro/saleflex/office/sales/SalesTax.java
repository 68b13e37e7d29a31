package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Tax;

/** A tax of a document. */
@Entity
@Table(name = "sales_tax")
class SalesTax extends DocumentRow {
    String taxType;
    String taxCode;
    String taxName;
    BigDecimal taxRate;
    BigDecimal taxableAmount;
    BigDecimal taxAmount;
    Boolean exempt;

    protected SalesTax() {}

    SalesTax(int position, Tax row, ColumnConverter columns) {
        super(position, columns.id("taxes.id", row.id()));
        taxType = columns.text(row.taxType());
        taxCode = columns.text(row.taxCode());
        taxName = columns.text(row.taxName());
        taxRate = columns.rate("taxes.tax_rate", row.taxRate());
        taxableAmount = columns.money("taxes.taxable_amount", row.taxableAmount());
        taxAmount = columns.money("taxes.tax_amount", row.taxAmount());
        exempt = row.isExempt();
    }
}
