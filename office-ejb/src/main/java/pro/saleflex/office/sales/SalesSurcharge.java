package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Surcharge;

/** A surcharge. */
@Entity
@Table(name = "sales_surcharge")
class SalesSurcharge extends DocumentRow {
    String surchargeType;
    String surchargeName;
    BigDecimal surchargeAmount;
    BigDecimal surchargeRate;
    BigDecimal taxAmount;

    protected SalesSurcharge() {}

    SalesSurcharge(int position, Surcharge row, ColumnConverter columns) {
        super(position, columns.id("surcharges.id", row.id()));
        surchargeType = columns.text(row.surchargeType());
        surchargeName = columns.text(row.surchargeName());
        surchargeAmount = columns.money("surcharges.surcharge_amount", row.surchargeAmount());
        surchargeRate = columns.rate("surcharges.surcharge_rate", row.surchargeRate());
        taxAmount = columns.money("surcharges.tax_amount", row.taxAmount());
    }
}
