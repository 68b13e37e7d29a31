package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Loyalty;

/** Loyalty points earned and redeemed. */
@Entity
@Table(name = "sales_loyalty")
class SalesLoyalty extends DocumentRow {
    UUID loyaltyMemberId;
    Long pointsEarned;
    Long pointsRedeemed;
    BigDecimal redemptionAmount;

    protected SalesLoyalty() {}

    SalesLoyalty(int position, Loyalty row, ColumnConverter columns) {
        super(position, columns.id("loyalty.id", row.id()));
        loyaltyMemberId = columns.id("loyalty.fk_loyalty_member_id", row.fkLoyaltyMemberId());
        pointsEarned = row.pointsEarned();
        pointsRedeemed = row.pointsRedeemed();
        redemptionAmount = columns.money("loyalty.redemption_amount", row.redemptionAmount());
    }
}
