package pro.saleflex.office.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Master data of a till: the part of the {@code data} of {@code /pos/init} that it needs to sell and to close. Bound by
 * JSON-B; all other resources and members are ignored.
 */
public record Shop(
        List<Cashier> cashiers,
        Store store,
        List<Currency> currencies,
        List<PaymentType> paymentTypes,
        List<VatRate> vatRates,
        List<Product> products,
        List<Code> transactionDiscountTypes,
        List<DocumentType> transactionDocumentTypes,
        List<Sequence> transactionSequences,
        List<PosSettings> posSettings,
        List<Code> campaigns,
        List<Customer> customers) {

    /** A cashier; the cancel reason names the user. */
    public record Cashier(String id, String userName, Boolean isAdministrator) {}

    /** The store. */
    public record Store(String id) {}

    /** A currency; {@code sign} holds the alphabetic code. */
    public record Currency(String id, String sign) {}

    /** A payment type. */
    public record PaymentType(String id) {}

    /** A VAT rate in percent. */
    public record VatRate(String id, Integer no, BigDecimal rate) {}

    /** A product on sale. */
    public record Product(
            String id,
            String name,
            String shortName,
            String code,
            Boolean isScalable,
            BigDecimal salePrice,
            String stockUnit,
            Integer vatNo,
            String fkVatId,
            String fkDepartmentMainGroupId,
            String fkDepartmentSubGroupId,
            Boolean isDeleted) {}

    /** A discount type or campaign, of which only the code matters. */
    public record Code(String id, String code) {}

    /** A document type. */
    public record DocumentType(String id, String name) {}

    /** A counter. */
    public record Sequence(String id, String name, Integer value) {}

    /** The terminal's identity. */
    public record PosSettings(String id, Integer posNoInStore, String fkCurrentCurrencyId) {}

    /** A customer; sales without one go to the walk-in customer. */
    public record Customer(String id, Boolean isWalkin) {}

    /** Resources missing to sell and to close, or null: the real terminal, too, cannot open a document without them. */
    String missing() {
        if (store == null || first(posSettings) == null || first(cashiers) == null) {
            return "store, pos_settings or cashiers";
        }
        if (counter("ReceiptNumber") == null || counter("ClosureNumber") == null) {
            return "transaction_sequences";
        }
        if (currency() == null) {
            return "currencies";
        }
        return forSale().isEmpty() ? "products with a price" : null;
    }

    Integer counter(String name) {
        Sequence sequence = sequence(name);
        return sequence == null ? null : sequence.value();
    }

    /** Value that a refresh has for this counter, matched by row id; null if that row was not sent. */
    Integer counterIn(Shop sent, String name) {
        Sequence row = find(
                sent.transactionSequences,
                s -> Objects.equals(s.id(), sequence(name).id()));
        return row == null ? null : row.value();
    }

    private Sequence sequence(String name) {
        return find(transactionSequences, s -> name.equals(s.name()));
    }

    PosSettings settings() {
        return first(posSettings);
    }

    Cashier cashier() {
        Cashier administrator = find(cashiers, c -> Boolean.TRUE.equals(c.isAdministrator()));
        return administrator != null ? administrator : first(cashiers);
    }

    Currency currency() {
        String current = settings() == null ? null : settings().fkCurrentCurrencyId();
        Currency named = find(currencies, c -> Objects.equals(c.id(), current));
        return named != null ? named : first(currencies);
    }

    List<Product> forSale() {
        return rows(products).stream()
                .filter(p -> !Boolean.TRUE.equals(p.isDeleted()))
                .filter(p -> p.salePrice() != null && p.salePrice().signum() > 0)
                .toList();
    }

    VatRate vat(Product product) {
        VatRate byId = find(vatRates, v -> Objects.equals(v.id(), product.fkVatId()));
        VatRate rate = byId != null ? byId : find(vatRates, v -> Objects.equals(v.no(), product.vatNo()));
        return rate != null && rate.rate() != null ? rate : new VatRate(null, null, BigDecimal.ZERO);
    }

    /** Id of the campaign discount type; falls back to the first type. */
    String campaignDiscountTypeId() {
        Code type = find(transactionDiscountTypes, t -> "CAMPAIGN".equals(t.code()));
        Code known = type != null ? type : first(transactionDiscountTypes);
        return known == null ? null : known.id();
    }

    String campaignCode() {
        Code campaign = first(campaigns);
        return campaign == null ? "BUY2GET1" : campaign.code();
    }

    String walkInCustomerId() {
        Customer walkIn = find(customers, c -> Boolean.TRUE.equals(c.isWalkin()));
        return walkIn == null ? null : walkIn.id();
    }

    /** The first payment type; the terminal uses it for all, as it cannot match tender codes to type names. */
    String fallbackPaymentTypeId() {
        PaymentType type = first(paymentTypes);
        return type == null ? null : type.id();
    }

    String documentTypeId(String name) {
        DocumentType type = find(transactionDocumentTypes, t -> name.equals(t.name()));
        DocumentType known = type != null ? type : first(transactionDocumentTypes);
        return known == null ? null : known.id();
    }

    /** This shop after a refresh: rows sent replace those with the same id, all others stay. */
    Shop refreshed(Shop sent) {
        return new Shop(
                upsert(cashiers, sent.cashiers, Cashier::id),
                sent.store != null ? sent.store : store,
                upsert(currencies, sent.currencies, Currency::id),
                upsert(paymentTypes, sent.paymentTypes, PaymentType::id),
                upsert(vatRates, sent.vatRates, VatRate::id),
                upsert(products, sent.products, Product::id),
                upsert(transactionDiscountTypes, sent.transactionDiscountTypes, Code::id),
                upsert(transactionDocumentTypes, sent.transactionDocumentTypes, DocumentType::id),
                upsert(transactionSequences, sent.transactionSequences, Sequence::id),
                upsert(posSettings, sent.posSettings, PosSettings::id),
                upsert(campaigns, sent.campaigns, Code::id),
                upsert(customers, sent.customers, Customer::id));
    }

    private static <T> List<T> upsert(List<T> known, List<T> sent, Function<T, String> id) {
        Map<String, T> byId = new LinkedHashMap<>();
        rows(known).forEach(row -> byId.put(id.apply(row), row));
        rows(sent).forEach(row -> byId.put(id.apply(row), row));
        return new ArrayList<>(byId.values());
    }

    private static <T> List<T> rows(List<T> rows) {
        return rows == null ? List.of() : rows;
    }

    private static <T> T first(List<T> rows) {
        return find(rows, row -> true);
    }

    private static <T> T find(List<T> rows, Predicate<T> condition) {
        return rows(rows).stream().filter(condition).findFirst().orElse(null);
    }
}
