package pro.saleflex.office.reference;

import java.util.Map;
import java.util.Optional;

/**
 * By which numbers and codes the rest of the world knows what a store's terminals know by ids: payment types, VAT rates and
 * so on. Ids are looked up in whatever spelling.
 */
public final class ReferenceNumbers {
    private final Map<String, Map<String, String>> byResource;

    ReferenceNumbers(Map<String, Map<String, String>> byResource) {
        this.byResource = byResource;
    }

    /** The number of a payment type. */
    public Optional<Long> paymentType(String id) {
        return number("payment_types", id);
    }

    /** The number of a VAT rate. */
    public Optional<Long> vat(String id) {
        return number("vat_rates", id);
    }

    /** The number of a cashier. */
    public Optional<Long> cashier(String id) {
        return number(Resource.CASHIERS, id);
    }

    /** The ISO 4217 numeric code of a currency. */
    public Optional<Long> currency(String id) {
        return number("currencies", id);
    }

    /** The code of a department. */
    public Optional<String> department(String id) {
        return text("department_main_groups", id);
    }

    /** The code of a type of discount. */
    public Optional<String> discount(String id) {
        return text("transaction_discount_types", id);
    }

    private Optional<Long> number(String resource, String id) {
        return text(resource, id).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
    }

    private Optional<String> text(String resource, String id) {
        return Optional.ofNullable(id)
                .flatMap(known -> Optional.ofNullable(
                        byResource.getOrDefault(resource, Map.of()).get(ReferenceRow.rowId(known))));
    }
}
