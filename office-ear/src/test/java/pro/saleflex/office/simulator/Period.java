package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The open sales period of a till, and the closure that ends it. Computes the figures as the real terminal does, quirks
 * included: gross, tax and the cashier's total include cancelled documents; closing cash ignores the change; expected
 * cash covers all tenders; "paid in" is the sum of all tenders; the average divides by the valid documents only; every
 * payment row has the first payment type; VAT rows come from tax rows, so there are some with full trees only.
 */
final class Period {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    private final LocalDateTime openedOn;
    private final Instant openedAt;
    private final List<Sold> documents = new ArrayList<>();

    /** The parts of a document that the figures need. */
    private record Sold(LocalDateTime openedAt, Basket basket, boolean taxed) {}

    Period(LocalDateTime openedOn, Instant openedAt) {
        this.openedOn = openedOn;
        this.openedAt = openedAt;
    }

    void add(Documents.Document document) {
        boolean taxed = !List.of().equals(document.item().get("taxes"));
        documents.add(new Sold(document.opened().at(), document.basket(), taxed));
    }

    int size() {
        return documents.size();
    }

    /** Builds the closure item of this period, which must have at least one document. */
    Map<String, Object> close(int closureNumber, Shop shop, Ids ids, Instant now) {
        String id = ids.next();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("closure", closure(id, closureNumber, shop));
        item.put("vat_summaries", vatSummaries(id, ids, now));
        item.put("tip_summaries", List.of());
        item.put("discount_summaries", discountSummaries(id, shop, ids, now));
        item.put("payment_type_summaries", paymentSummaries(id, shop, ids, now));
        item.put("document_type_summaries", documentTypeSummaries(id, shop, ids, now));
        item.put("department_summaries", List.of());
        item.put("currency_summaries", List.of());
        item.put("cashier_summaries", cashierSummaries(id, shop, ids, now));
        item.put("country_specific", null);
        return item;
    }

    /** The id of a closure item. */
    static String id(Map<String, Object> item) {
        return ((Map<?, ?>) item.get("closure")).get("id").toString();
    }

    private Map<String, Object> closure(String id, int closureNumber, Shop shop) {
        List<Basket> all = baskets();
        List<Basket> valid = valid();
        List<Basket.Tender> tenders = tenders();
        BigDecimal paid = Basket.sum(tenders, Basket.Tender::amount);
        BigDecimal gross = Basket.sum(all, Basket::total);
        BigDecimal discounts = Basket.sum(all, Basket::discount);
        BigDecimal cash = Basket.sum(
                tenders.stream().filter(t -> t.type().equals(Basket.CASH)).toList(), Basket.Tender::amount);
        return Tables.CLOSURE
                .row(id, openedAt)
                .set("closure_unique_id", String.format(Locale.ROOT, "%s-%04d", DAY.format(openedOn), closureNumber))
                .set("closure_number", closureNumber)
                .set("fk_store_id", shop.store().id())
                .set("fk_pos_id", shop.settings().id())
                .set("closure_date", openedOn.toLocalDate())
                .set("closure_start_time", documents.get(0).openedAt())
                .set("closure_end_time", documents.get(documents.size() - 1).openedAt())
                .set("fk_base_currency_id", shop.currency().id())
                .set("total_document_count", all.size())
                .set("gross_sales_amount", gross)
                .set("net_sales_amount", gross.subtract(discounts))
                .set("total_tax_amount", Basket.sum(all, Basket::vat))
                .set("total_discount_amount", discounts)
                .set("valid_transaction_count", valid.size())
                .set("canceled_transaction_count", all.size() - valid.size())
                .set("closing_cash_amount", cash)
                .set("expected_cash_amount", paid.subtract(Basket.sum(all, Basket::change)))
                .set("paid_in_count", tenders.size())
                .set("paid_in_total", paid)
                .set("fk_cashier_opened_id", shop.cashier().id())
                .set("fk_cashier_closed_id", shop.cashier().id())
                .values();
    }

    private List<Map<String, Object>> vatSummaries(String closureId, Ids ids, Instant now) {
        Map<Shop.VatRate, List<Basket.Line>> byRate = new LinkedHashMap<>();
        Map<Shop.VatRate, Integer> documentsOf = new LinkedHashMap<>();
        for (Sold document : documents) {
            if (document.taxed()) {
                List<Basket.Line> lines = document.basket().lines();
                lines.forEach(line -> byRate.computeIfAbsent(line.rate(), r -> new ArrayList<>())
                        .add(line));
                lines.stream().map(Basket.Line::rate).distinct().forEach(r -> documentsOf.merge(r, 1, Integer::sum));
            }
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        byRate.forEach((rate, lines) -> {
            BigDecimal tax = Basket.sum(lines, Basket.Line::vat);
            rows.add(Tables.VAT_SUMMARY
                    .row(ids.next(), now)
                    .set("fk_closure_id", closureId)
                    .set("fk_tax_rate_id", rate.id())
                    .set("tax_rate_percentage", rate.rate())
                    .set("tax_jurisdiction", "VAT " + Documents.percent(rate) + "%")
                    .set("taxable_amount", Basket.sum(lines, Basket.Line::total).subtract(tax))
                    .set("tax_amount", tax)
                    .set("transaction_count", documentsOf.get(rate))
                    .values());
        });
        return rows;
    }

    private List<Map<String, Object>> discountSummaries(String closureId, Shop shop, Ids ids, Instant now) {
        List<Basket> discounted =
                baskets().stream().filter(b -> b.discount().signum() != 0).toList();
        if (discounted.isEmpty()) {
            return List.of();
        }
        return List.of(Tables.DISCOUNT_SUMMARY
                .row(ids.next(), now)
                .set("fk_closure_id", closureId)
                .set("fk_discount_type_id", shop.campaignDiscountTypeId())
                .set("discount_count", discounted.size())
                .set("total_discount_amount", Basket.sum(discounted, Basket::discount))
                .values());
    }

    private List<Map<String, Object>> paymentSummaries(String closureId, Shop shop, Ids ids, Instant now) {
        Map<String, List<Basket.Tender>> byType = new TreeMap<>();
        tenders().forEach(t -> byType.computeIfAbsent(t.type(), type -> new ArrayList<>())
                .add(t));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (List<Basket.Tender> tenders : byType.values()) {
            rows.add(Tables.PAYMENT_TYPE_SUMMARY
                    .row(ids.next(), now)
                    .set("fk_closure_id", closureId)
                    .set("fk_payment_type_id", shop.fallbackPaymentTypeId())
                    .set("total_count", tenders.size())
                    .set("total_amount", Basket.sum(tenders, Basket.Tender::amount))
                    .values());
        }
        return rows;
    }

    private List<Map<String, Object>> documentTypeSummaries(String closureId, Shop shop, Ids ids, Instant now) {
        List<Basket> cancelled = baskets().stream().filter(Basket::cancelled).toList();
        return List.of(Tables.DOCUMENT_TYPE_SUMMARY
                .row(ids.next(), now)
                .set("fk_closure_id", closureId)
                .set("fk_document_type_id", shop.documentTypeId("FISCAL_RECEIPT"))
                .set("valid_count", valid().size())
                .set("valid_amount", Basket.sum(valid(), Basket::total))
                .set("valid_tax_amount", Basket.sum(valid(), Basket::vat))
                .set("canceled_count", cancelled.size())
                .set("canceled_amount", Basket.sum(cancelled, Basket::total))
                .set("canceled_tax_amount", Basket.sum(cancelled, Basket::vat))
                .values());
    }

    private List<Map<String, Object>> cashierSummaries(String closureId, Shop shop, Ids ids, Instant now) {
        BigDecimal gross = Basket.sum(baskets(), Basket::total);
        BigDecimal average = valid().isEmpty()
                ? BigDecimal.ZERO
                : gross.divide(BigDecimal.valueOf(valid().size()), 4, RoundingMode.HALF_UP);
        return List.of(Tables.CASHIER_SUMMARY
                .row(ids.next(), now)
                .set("fk_closure_id", closureId)
                .set("fk_cashier_id", shop.cashier().id())
                .set("transaction_count", documents.size())
                .set("total_sales_amount", gross)
                .set("average_transaction_amount", average)
                .values());
    }

    private List<Basket> baskets() {
        return documents.stream().map(Sold::basket).toList();
    }

    private List<Basket> valid() {
        return baskets().stream().filter(b -> !b.cancelled()).toList();
    }

    private List<Basket.Tender> tenders() {
        return baskets().stream().flatMap(b -> b.tenders().stream()).toList();
    }
}
