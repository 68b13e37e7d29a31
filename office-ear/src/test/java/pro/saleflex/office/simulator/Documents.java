package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns baskets into documents as the terminal sends them: all 15 members, all columns. As with today's terminal, a
 * paid sale has no product lines unless full trees are requested; a cancelled document always has them.
 */
final class Documents {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    private final Ids ids;
    private final boolean withLines;
    private final String ownCustomerId;

    /** @param withLines whether paid sales have product lines and tax rows, too */
    Documents(Ids ids, boolean withLines) {
        this.ids = ids;
        this.withLines = withLines;
        this.ownCustomerId = ids.next();
    }

    /** A new document with numbers and time but no lines yet: the terminal opens the next one in advance. */
    record Opened(int closureNumber, int receiptNumber, LocalDateTime at) {
        String uniqueId() {
            return String.format(Locale.ROOT, "%s-%04d-%06d", DAY.format(at), closureNumber, receiptNumber);
        }
    }

    /** A finished document: {@code item} is sent, the rest is for queue, period and ledger. */
    record Document(String id, Opened opened, Basket basket, Map<String, Object> item) {}

    Document finish(Opened opened, Basket basket, Shop shop, Instant now) {
        String id = ids.next();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("head", head(id, opened, basket, shop, now));
        List<Map<String, Object>> products = List.of();
        List<Map<String, Object>> taxes = List.of();
        if (basket.cancelled() || withLines) {
            products = products(id, basket, now);
            taxes = basket.cancelled() ? List.of() : taxes(id, basket, products, now);
        }
        item.put("products", products);
        item.put("payments", payments(id, basket, shop, now));
        item.put("discounts", discounts(id, basket, shop, now));
        item.put("departments", List.of());
        item.put("taxes", taxes);
        for (String empty : List.of("tips", "surcharges", "notes", "loyalty", "refunds")) {
            item.put(empty, List.of());
        }
        item.put("changes", changes(id, basket, shop, now));
        item.put("deliveries", List.of());
        item.put("kitchen_orders", List.of());
        item.put("fiscal", null);
        return new Document(id, opened, basket, item);
    }

    private Map<String, Object> head(String id, Opened opened, Basket basket, Shop shop, Instant now) {
        String customer = shop.walkInCustomerId();
        Table.Row head = Tables.HEAD
                .row(id, now)
                .set("transaction_unique_id", opened.uniqueId())
                .set("pos_id", shop.settings().posNoInStore())
                .set("transaction_date_time", opened.at())
                .set("fk_customer_id", customer != null ? customer : ownCustomerId)
                .set("fk_store_id", shop.store().id())
                .set("closure_number", opened.closureNumber())
                .set("receipt_number", opened.receiptNumber())
                .set("total_amount", basket.total())
                .set("total_vat_amount", basket.vat())
                .set("total_discount_amount", basket.discount())
                .set("total_payment_amount", basket.paid())
                .set("total_change_amount", basket.change())
                .set("base_currency", shop.currency().sign())
                .set("exchange_rate", BigDecimal.ONE);
        if (basket.cancelled()) {
            head.set("transaction_status", "cancelled")
                    .set("is_cancel", true)
                    .set(
                            "cancel_reason",
                            "Canceled by cashier: " + shop.cashier().userName());
        }
        return head.values();
    }

    private List<Map<String, Object>> products(String headId, Basket basket, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Basket.Line line : basket.lines()) {
            Shop.Product product = line.product();
            rows.add(Tables.PRODUCT
                    .row(ids.next(), now)
                    .set("fk_transaction_head_id", headId)
                    .set("line_no", rows.size() + 1)
                    .set("fk_department_main_group_id", product.fkDepartmentMainGroupId())
                    .set("fk_department_sub_group_id", product.fkDepartmentSubGroupId())
                    .set("fk_product_id", product.id())
                    .set("product_code", product.code())
                    .set("product_name", product.shortName() != null ? product.shortName() : product.name())
                    .set("product_description", product.name())
                    .set("vat_rate", line.rate().rate())
                    .set("unit_price", product.salePrice())
                    .set("quantity", line.quantity())
                    .set("unit_of_measure", product.stockUnit() != null ? product.stockUnit() : "EA")
                    .set("total_price", line.total())
                    .set("total_vat", line.vat())
                    .values());
        }
        return rows;
    }

    private List<Map<String, Object>> taxes(
            String headId, Basket basket, List<Map<String, Object>> products, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Basket.Line line : basket.lines()) {
            String percent = percent(line.rate());
            rows.add(Tables.TAX
                    .row(ids.next(), now)
                    .set("fk_transaction_head_id", headId)
                    .set("fk_transaction_product_id", products.get(rows.size()).get("id"))
                    .set("tax_name", "VAT " + percent + "%")
                    .set("tax_code", "VAT" + percent)
                    .set("taxable_amount", line.total().subtract(line.vat()))
                    .set("tax_rate", line.rate().rate())
                    .set("tax_amount", line.vat())
                    .values());
        }
        return rows;
    }

    /** A rate without trailing zeros: 20, not 20.00. */
    static String percent(Shop.VatRate rate) {
        return rate.rate().stripTrailingZeros().toPlainString();
    }

    private List<Map<String, Object>> payments(String headId, Basket basket, Shop shop, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Basket.Tender tender : basket.tenders()) {
            rows.add(Tables.PAYMENT
                    .row(ids.next(), now)
                    .set("fk_transaction_head_id", headId)
                    .set("line_no", rows.size() + 1)
                    .set("payment_type", tender.type())
                    .set("payment_total", tender.amount())
                    .set("currency_code", shop.currency().sign())
                    .set("currency_total", tender.amount())
                    .set("currency_exchange_rate", BigDecimal.ONE)
                    .values());
        }
        return rows;
    }

    /** Each recalculation of a campaign leaves a cancelled row behind; only the last row counts. */
    private List<Map<String, Object>> discounts(String headId, Basket basket, Shop shop, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int count = basket.discount().signum() == 0 ? 0 : basket.superseded() + 1;
        while (rows.size() < count) {
            rows.add(Tables.DISCOUNT
                    .row(ids.next(), now)
                    .set("fk_transaction_head_id", headId)
                    .set("line_no", rows.size() + 1)
                    .set("fk_discount_type_id", shop.campaignDiscountTypeId())
                    .set("discount_amount", basket.discount())
                    .set("discount_code", shop.campaignCode())
                    .set("is_cancel", rows.size() + 1 < count)
                    .values());
        }
        return rows;
    }

    private List<Map<String, Object>> changes(String headId, Basket basket, Shop shop, Instant now) {
        if (basket.change().signum() == 0) {
            return List.of();
        }
        return List.of(Tables.CHANGE
                .row(ids.next(), now)
                .set("fk_transaction_head_id", headId)
                .set("change_amount", basket.change())
                .set("currency", shop.currency().sign())
                .values());
    }
}
