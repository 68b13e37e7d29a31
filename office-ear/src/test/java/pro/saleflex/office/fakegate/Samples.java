package pro.saleflex.office.fakegate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Push bodies as OFFICE builds them from the documents in {@code /samples}. */
final class Samples {
    private static final String HEAD = """
        transaction_unique_id document_type transaction_type transaction_status closure_number receipt_number
        cashier_id=fk_cashier_create_id customer_id=fk_customer_id original_transaction_id currency=base_currency
        exchange_rate total_amount total_vat_amount total_discount_amount total_surcharge_amount total_payment_amount
        total_change_amount service_charge_amount tip_amount rounding_amount cancelled=is_cancel cancel_reason\
        """;
    private static final String LINES = """
        line_id=id line_no product_id=fk_product_id product_code product_name
        department_main_group_id=fk_department_main_group_id department_sub_group_id=fk_department_sub_group_id
        unit_of_measure quantity unit_price vat_rate total_price total_vat total_discount=discount_amount
        cancelled=is_cancel voided=is_voided\
        """;
    private static final String PAYMENTS = """
        payment_id=id line_no payment_type payment_total currency=currency_code currency_total
        exchange_rate=currency_exchange_rate installment_count payment_status tip_amount refunded_amount
        cancelled=is_cancel\
        """;
    private static final String TAXES =
            "tax_id=id tax_type tax_code tax_name tax_rate taxable_amount tax_amount exempt=is_exempt";
    private static final String DISCOUNTS = """
        discount_id=id line_no discount_type_id=fk_discount_type_id discount_code discount_amount
        line_id=fk_transaction_product_id cancelled=is_cancel\
        """;
    private static final String CHANGES = "change_id=id line_no change_amount currency cancelled=is_cancel";
    private static final String CLOSURE = """
        closure_unique_id closure_number closure_date currency_code document_count=total_document_count
        valid_count=valid_transaction_count cancelled_count=canceled_transaction_count
        return_count=return_transaction_count suspended_count=suspended_transaction_count
        total_sales=gross_sales_amount net_sales=net_sales_amount total_vat=total_tax_amount
        total_discount=total_discount_amount total_tip=total_tip_amount opening_cash=opening_cash_amount
        closing_cash=closing_cash_amount expected_cash=expected_cash_amount cash_difference paid_in_count
        paid_in_total paid_out_count paid_out_total cumulative_total=gross_sales_amount
        cumulative_vat=total_tax_amount cashier_number cancelled=is_canceled\
        """;

    private Samples() {}

    /** Push of the sale in that file, projected, with this entry number in the journal of {@code STORE-001/POS-001}. */
    static ObjectNode transaction(String file, int entryNo) {
        JsonNode item = read(file).path("transactions").get(0);
        JsonNode head = item.path("head");
        ObjectNode push = envelope(entryNo, "TRANSACTION", item);
        push.set("transaction_id", head.path("id"));
        push.put("late", false);
        copy(HEAD, head, push::set);
        push.put("occurred_at", utc(head.path("transaction_date_time")));
        push.set("lines", rows(item, "products", LINES));
        push.set("payments", rows(item, "payments", PAYMENTS));
        push.set("taxes", rows(item, "taxes", TAXES));
        push.set("discounts", rows(item, "discounts", DISCOUNTS));
        push.set("changes", rows(item, "changes", CHANGES));
        return push;
    }

    /** Push of the sample closure with this entry number; numbers that OFFICE would look up by id are null. */
    static ObjectNode closure(int entryNo) {
        JsonNode item = read("closure").path("closures").get(0);
        JsonNode head = item.path("closure");
        ObjectNode push = envelope(entryNo, "CLOSURE", item);
        push.set("closure_id", head.path("id"));
        copy(CLOSURE, head, push::set);
        push.put("started_at", utc(head.path("closure_start_time")));
        push.put("ended_at", utc(head.path("closure_end_time")));
        push.set(
                "vat_summary",
                rows(
                        item,
                        "vat_summaries",
                        "vat_no rate=tax_rate_percentage count=transaction_count taxable_amount tax_amount"));
        push.set(
                "payment_summary",
                rows(item, "payment_type_summaries", "type_no count=total_count amount=total_amount"));
        push.set(
                "discount_summary",
                rows(item, "discount_summaries", "discount_code count=discount_count amount=total_discount_amount"));
        for (String empty : new String[] {"department_summary", "cashier_summary", "currency_summary"}) {
            push.putArray(empty);
        }
        return push;
    }

    private static ObjectNode envelope(int entryNo, String kind, JsonNode item) {
        String document = Json.write(item);
        return Json.object()
                .put("schema_version", "1.0")
                .put("office_code", "OFFICE-001")
                .put("store_code", "STORE-001")
                .put("terminal_code", "POS-001")
                .put("pos_id", 1)
                .put("entry_no", entryNo)
                .put("kind", kind)
                .put("source", "REST")
                .put("received_at", Instant.parse("2026-11-22T06:17:57.123456Z").toString())
                .put("document", document)
                .put("payload_sha256", Delivery.sha256(document.getBytes(StandardCharsets.UTF_8)))
                .put("chain_hash", "0".repeat(64))
                .put("projected", true);
    }

    private static ArrayNode rows(JsonNode item, String table, String columns) {
        ArrayNode rows = Json.object().arrayNode();
        for (JsonNode row : item.path(table)) {
            ObjectNode pushed = rows.addObject();
            copy(columns, row, pushed::set);
        }
        return rows;
    }

    /** Copies members, each {@code name} or {@code name=column}; missing ones become null. */
    private static void copy(String members, JsonNode from, BiConsumer<String, JsonNode> to) {
        for (String member : members.split("\\s+", -1)) {
            String column = member.substring(member.indexOf('=') + 1);
            JsonNode value = from.path(column);
            to.accept(
                    column.equals(member) ? member : member.substring(0, member.indexOf('=')),
                    value.isMissingNode() ? Json.object().nullNode() : value);
        }
    }

    private static String utc(JsonNode local) {
        return LocalDateTime.parse(local.stringValue())
                .toInstant(ZoneOffset.UTC)
                .toString();
    }

    private static JsonNode read(String file) {
        try (InputStream in = Samples.class.getResourceAsStream("/samples/" + file + ".json")) {
            return Json.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
