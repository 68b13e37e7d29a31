package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Change;

/** Change given to the customer. */
@Entity
@Table(name = "sales_change")
class SalesChange extends DocumentRow {
    Integer lineNo;
    BigDecimal changeAmount;
    String currency;
    Boolean cancelled;

    protected SalesChange() {}

    SalesChange(int position, Change row, ColumnConverter columns) {
        super(position, columns.id("changes.id", row.id()));
        lineNo = row.lineNo();
        changeAmount = columns.money("changes.change_amount", row.changeAmount());
        currency = columns.text(row.currency());
        cancelled = row.isCancel();
    }
}
