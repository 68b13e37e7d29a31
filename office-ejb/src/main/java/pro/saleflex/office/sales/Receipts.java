package pro.saleflex.office.sales;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import pro.saleflex.office.figures.DocumentEffect;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.platform.Sql.Row;
import pro.saleflex.office.sales.ReceiptQuery.Page;
import pro.saleflex.office.sales.ReceiptView.Adjustment;
import pro.saleflex.office.sales.ReceiptView.Change;
import pro.saleflex.office.sales.ReceiptView.Line;
import pro.saleflex.office.sales.ReceiptView.Note;
import pro.saleflex.office.sales.ReceiptView.Payment;
import pro.saleflex.office.sales.ReceiptView.Tax;

/** Finds receipts, and reads one in full. A receipt is a sales document as people look at it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Receipts {
    private static final String STATE = Arrays.stream(Receipt.State.values())
            .map(state -> " when " + state.sql + " then '" + state + "'")
            .collect(Collectors.joining("", "case", " end"));

    /** Separates payment types, which are texts of the terminal: no terminal sends a control character. */
    private static final String SEPARATOR = "\u001f";

    private static final String LATEST_FIRST = " order by d.business_day desc, d.counted_at desc, d.id desc";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    /**
     * Returns a page of the receipts that meet a query, the latest first. Documents whose projection awaits a rebuild
     * are not found.
     */
    public List<Receipt> find(ReceiptQuery query, Page page) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder where = new StringBuilder("d.terminal_id = any (cast(:terminals as uuid[]))"
                + " and d.business_day is not null and d.counted_at is not null");
        values.put("terminals", query.terminals());
        condition(where, values, "from", query.from(), "d.business_day >= :from");
        condition(where, values, "until", query.until(), "d.business_day <= :until");
        condition(where, values, "period", query.period(), "d.closure_number = :period");
        condition(where, values, "number", query.number(), "d.receipt_number = :number");
        condition(where, values, "uniqueId", query.uniqueId(), "d.transaction_unique_id = :uniqueId");
        condition(where, values, "cashier", query.cashier(), "d.cashier_id = :cashier");
        condition(where, values, "type", query.type(), "upper(btrim(d.document_type)) = :type");
        query.state().ifPresent(state -> where.append(" and ").append(state.sql));
        condition(
                where,
                values,
                "payment",
                query.payment(),
                "exists (select 1 from sales_payment p where p.document_id = d.id and p.payment_type = :payment"
                        + " and p.cancelled is not true)");
        amount(where, values, query);
        condition(
                where,
                values,
                "flag",
                query.flag(),
                "exists (select 1 from journal_flag g where g.entry_id = d.id and g.flag = :flag)");
        boolean newer = page.after() != 0;
        if (newer || page.before() != 0) {
            where.append(" and (d.business_day, d.counted_at, d.id) ")
                    .append(newer ? '>' : '<')
                    .append(" (select o.business_day, o.counted_at, o.id from sales_document o where o.id = :other)");
            values.put("other", newer ? page.after() : page.before());
        }
        values.put("limit", page.limit());
        String order = newer ? " order by d.business_day, d.counted_at, d.id" : LATEST_FIRST;
        Sql sql = Sql.query(
                em, select("select d.* from sales_document d where " + where + order + " limit :limit") + LATEST_FIRST);
        values.forEach(sql::set);
        return sql.list(Receipts::receipt);
    }

    /** Adds a condition whose parameter has the same name, if there is a value. */
    private static void condition(
            StringBuilder where, Map<String, Object> values, String name, Optional<?> value, String condition) {
        value.ifPresent(given -> {
            where.append(" and ").append(condition);
            values.put(name, given);
        });
    }

    private static void amount(StringBuilder where, Map<String, Object> values, ReceiptQuery query) {
        if (query.least().isEmpty() && query.most().isEmpty()) {
            return;
        }
        query.least().ifPresent(least -> values.put("least", least));
        query.most().ifPresent(most -> values.put("most", most));
        where.append(List.of("d.total_amount", "d.net_amount").stream()
                .map(column -> "(true"
                        + query.least()
                                .map(any -> " and " + column + " >= :least")
                                .orElse("")
                        + query.most()
                                .map(any -> " and " + column + " <= :most")
                                .orElse("") + ")")
                .collect(Collectors.joining(" or ", " and (", ")")));
    }

    /** Returns the last documents that a terminal handed over, the last one first. */
    public List<Receipt> latest(UUID terminalId, int limit) {
        return Sql.query(
                        em,
                        select("select d.* from sales_document d where d.terminal_id = :terminal"
                                        + " order by d.id desc limit :limit")
                                + " order by d.id desc")
                .set("terminal", terminalId)
                .set("limit", limit)
                .list(Receipts::receipt);
    }

    private static String select(String documents) {
        return "select d.id, d.terminal_id, e.entry_no, d.closure_number, d.receipt_number, d.document_type,"
                + " d.transaction_type, d.original_document_id is not null as refers_to_original, " + STATE
                + " as state, d.business_day, coalesce(d.counted_at, d.opened_at) as at, d.total_amount,"
                + " d.net_amount, d.currency,"
                + " (select string_agg(distinct p.payment_type, '" + SEPARATOR + "') from sales_payment p"
                + " where p.document_id = d.id and p.cancelled is not true) as payments"
                + " from (" + documents + ") d join journal_entry e on e.id = d.id";
    }

    private static Receipt receipt(Row row) {
        String payments = row.text("payments");
        return new Receipt(
                row.number("id"),
                row.id("terminal_id"),
                row.number("entry_no"),
                row.numberOrNull("closure_number"),
                row.numberOrNull("receipt_number"),
                row.text("document_type"),
                DocumentEffect.of(
                        row.text("document_type"), row.text("transaction_type"), row.flag("refers_to_original")),
                Receipt.State.valueOf(row.text("state")),
                row.day("business_day"),
                row.instant("at"),
                row.amount("total_amount"),
                row.amount("net_amount"),
                row.text("currency"),
                payments == null ? List.of() : List.of(payments.split(SEPARATOR)));
    }

    /** Returns the receipt with this number in a terminal's journal; empty if that entry is none. */
    public Optional<ReceiptView> read(UUID terminalId, long entryNo) {
        Optional<Receipt> found = Sql.query(
                        em,
                        select("select d.* from sales_document d join journal_entry j on j.id = d.id"
                                + " where j.terminal_id = :terminal and j.entry_no = :number"))
                .set("terminal", terminalId)
                .set("number", entryNo)
                .first(Receipts::receipt);
        return found.map(receipt -> Sql.query(
                        em,
                        "select d.transaction_unique_id, d.cashier_id, d.original_document_id,"
                                + " d.fiscal_receipt_number, d.cancel_reason, d.total_vat_amount,"
                                + " d.total_discount_amount, d.total_surcharge_amount, d.service_charge_amount,"
                                + " d.tip_amount, d.rounding_amount, d.total_payment_amount, d.total_change_amount"
                                + " from sales_document d where d.id = :id")
                .set("id", receipt.entryId())
                .single(row -> view(receipt, row)));
    }

    private ReceiptView view(Receipt receipt, Row head) {
        return new ReceiptView(
                receipt,
                head.text("transaction_unique_id"),
                head.id("cashier_id"),
                head.id("original_document_id"),
                head.text("fiscal_receipt_number"),
                head.text("cancel_reason"),
                new ReceiptView.Totals(
                        head.amount("total_vat_amount"),
                        head.amount("total_discount_amount"),
                        head.amount("total_surcharge_amount"),
                        head.amount("service_charge_amount"),
                        head.amount("tip_amount"),
                        head.amount("rounding_amount"),
                        head.amount("total_payment_amount"),
                        head.amount("total_change_amount")),
                rows("sales_product", receipt)
                        .list(row -> new Line(
                                row.text("product_code"),
                                row.text("product_name"),
                                row.amount("quantity"),
                                row.text("unit_of_measure"),
                                row.amount("unit_price"),
                                row.amount("vat_rate"),
                                row.amount("total_price"),
                                row.amount("total_vat"),
                                row.flag("dropped"))),
                rows("sales_department", receipt)
                        .list(row -> new Tax(
                                null,
                                row.amount("vat_rate"),
                                row.amount("total_department"),
                                row.amount("total_department_vat"))),
                rows("sales_discount", receipt)
                        .list(row -> new Adjustment(
                                row.text("discount_code"), row.amount("discount_amount"), row.flag("dropped"))),
                rows("sales_surcharge", receipt)
                        .list(row -> new Adjustment(row.text("surcharge_name"), row.amount("surcharge_amount"), false)),
                rows("sales_tax", receipt)
                        .list(row -> new Tax(
                                row.text("tax_name"),
                                row.amount("tax_rate"),
                                row.amount("taxable_amount"),
                                row.amount("tax_amount"))),
                rows("sales_payment", receipt)
                        .list(row -> new Payment(
                                row.text("payment_type"),
                                row.amount("payment_total"),
                                row.text("currency_code"),
                                row.amount("currency_total"),
                                row.text("card_type"),
                                row.integerOrNull("installment_count"),
                                row.flag("dropped"))),
                rows("sales_change", receipt)
                        .list(row ->
                                new Change(row.amount("change_amount"), row.text("currency"), row.flag("dropped"))),
                rows("sales_note", receipt).list(row -> new Note(row.text("note_type"), row.text("note_text"))));
    }

    /** The rows of a document in a table, with {@code dropped}: whether the terminal cancelled or voided the row. */
    private Sql rows(String table, Receipt receipt) {
        String dropped =
                switch (table) {
                    case "sales_product" -> "r.cancelled is true or r.voided is true";
                    case "sales_discount", "sales_payment", "sales_change" -> "r.cancelled is true";
                    default -> "false";
                };
        return Sql.query(
                        em,
                        "select r.*, " + dropped + " as dropped from " + table
                                + " r where r.document_id = :document order by r.position")
                .set("document", receipt.entryId());
    }
}
