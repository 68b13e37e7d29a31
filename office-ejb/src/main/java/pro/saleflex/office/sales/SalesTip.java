package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Tip;

/** A tip. */
@Entity
@Table(name = "sales_tip")
class SalesTip extends DocumentRow {
    String tipType;
    BigDecimal tipAmount;
    BigDecimal tipPercentage;
    BigDecimal taxAmount;

    protected SalesTip() {}

    SalesTip(int position, Tip row, ColumnConverter columns) {
        super(position, columns.id("tips.id", row.id()));
        tipType = columns.text(row.tipType());
        tipAmount = columns.money("tips.tip_amount", row.tipAmount());
        tipPercentage = columns.rate("tips.tip_percentage", row.tipPercentage());
        taxAmount = columns.money("tips.tax_amount", row.taxAmount());
    }
}
