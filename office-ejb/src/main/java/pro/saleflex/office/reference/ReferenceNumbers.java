package pro.saleflex.office.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Lookup from the ids that a store's terminals use to public numbers and codes: of payment types, VAT rates and so on.
 * Ids may be in any spelling.
 */
public final class ReferenceNumbers {
    private final Map<String, Map<String, String>> byResource;
    private final List<Cashier> cashiers;

    ReferenceNumbers(Map<String, Map<String, String>> byResource, List<Cashier> cashiers) {
        this.byResource = byResource;
        this.cashiers = cashiers;
    }

    /** Returns the cashiers in their order, also those who left. */
    public List<Cashier> cashiers() {
        return cashiers;
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

    /**
     * A cashier.
     *
     * @param id as documents name it
     * @param name first and last name; empty if there are none
     */
    public record Cashier(UUID id, String name) {}
}
