package pro.saleflex.office.reference;

import java.util.Map;
import java.util.Optional;

/**
 * Lookup from the ids that a store's terminals use to public numbers and codes: of payment types, VAT rates and so on.
 * Ids may be in any spelling.
 */
public final class ReferenceNumbers {
    private final Map<String, Map<String, String>> byResource;

    ReferenceNumbers(Map<String, Map<String, String>> byResource) {
        this.byResource = byResource;
    }

    /** Returns the number of a payment type. */
    public Optional<Long> paymentType(String id) {
        return number("payment_types", id);
    }

    /** Returns the number of a VAT rate. */
    public Optional<Long> vat(String id) {
        return number("vat_rates", id);
    }

    /** Returns the number of a cashier. */
    public Optional<Long> cashier(String id) {
        return number(Resource.CASHIERS, id);
    }

    /** Returns the ISO 4217 numeric code of a currency. */
    public Optional<Long> currency(String id) {
        return number("currencies", id);
    }

    /** Returns the code of a department. */
    public Optional<String> department(String id) {
        return text("department_main_groups", id);
    }

    /** Returns the code of a discount type. */
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
