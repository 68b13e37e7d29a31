package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.KitchenOrder;

/** A kitchen order. */
@Entity
@Table(name = "sales_kitchen_order")
class SalesKitchenOrder extends DocumentRow {
    String orderNumber;
    String kitchenOrderStatus;
    BigDecimal quantity;
    Boolean cancelled;

    protected SalesKitchenOrder() {}

    SalesKitchenOrder(int position, KitchenOrder row, ColumnConverter columns) {
        super(position, columns.id("kitchen_orders.id", row.id()));
        orderNumber = columns.text(row.orderNumber());
        kitchenOrderStatus = columns.text(row.kitchenOrderStatus());
        quantity = columns.money("kitchen_orders.quantity", row.quantity());
        cancelled = row.isCancelled();
    }
}
