package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Delivery;

/** A delivery. */
@Entity
@Table(name = "sales_delivery")
class SalesDelivery extends DocumentRow {
    String deliveryNumber;
    String deliveryType;
    String deliveryStatus;
    BigDecimal deliveryFee;
    String trackingNumber;
    Boolean cancelled;

    protected SalesDelivery() {}

    SalesDelivery(int position, Delivery row, ColumnConverter columns) {
        super(position, columns.id("deliveries.id", row.id()));
        deliveryNumber = columns.text(row.deliveryNumber());
        deliveryType = columns.text(row.deliveryType());
        deliveryStatus = columns.text(row.deliveryStatus());
        deliveryFee = columns.money("deliveries.delivery_fee", row.deliveryFee());
        trackingNumber = columns.text(row.trackingNumber());
        cancelled = row.isCancelled();
    }
}
