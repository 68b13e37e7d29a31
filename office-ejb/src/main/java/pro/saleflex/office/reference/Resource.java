package pro.saleflex.office.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A resource of {@code /pos/init} with the fields of its rows, as listed in {@code resources.txt}.
 *
 * @param name its key on the wire
 * @param fields its fields by name, in the terminal's column order
 */
record Resource(String name, Map<String, Field> fields) {
    static final String CASHIERS = "cashiers";
    static final String STORE = "store";
    static final String SEQUENCES = "transaction_sequences";
    static final String POS_SETTINGS = "pos_settings";

    /** All resources, in the order in which a terminal stores them. */
    static final List<Resource> ALL = read();

    /**
     * Live fields, which terminals change themselves and this server does not track: a refresh must not overwrite them.
     */
    private static final Map<String, List<String>> LIVE = Map.of(
            "products", List.of("stock"),
            "campaigns", List.of("total_usage_count"),
            "coupons", List.of("usage_count"),
            "customers", List.of("total_bonus_point"));

    /**
     * Unique keys: members whose values, alone or together, no two rows in a terminal's database may share. Source: the
     * terminal's tables, marked with U in the master data reference. pos_settings is left out because a terminal holds
     * only one row of it.
     */
    private static final Map<String, List<List<String>>> UNIQUE = Map.ofEntries(
            Map.entry(CASHIERS, List.of(List.of("no"), List.of("user_name"))),
            Map.entry("countries", List.of(List.of("iso_alpha2"))),
            Map.entry("country_regions", List.of(List.of("fk_country_id", "region_code"))),
            Map.entry("cities", List.of(List.of("code"))),
            Map.entry("districts", List.of(List.of("code"))),
            Map.entry("currencies", List.of(List.of("no"))),
            Map.entry("currency_table", List.of(List.of("fk_base_currency_id", "fk_target_currency_id"))),
            Map.entry("payment_types", List.of(List.of("type_no"))),
            Map.entry("products", List.of(List.of("code"))),
            Map.entry("product_variants", List.of(List.of("variant_code"))),
            Map.entry("product_barcodes", List.of(List.of("barcode"))),
            Map.entry("warehouses", List.of(List.of("code"))),
            Map.entry("warehouse_locations", List.of(List.of("code"))),
            Map.entry("transaction_discount_types", List.of(List.of("code"))),
            Map.entry("transaction_document_types", List.of(List.of("no"))),
            Map.entry("pos_virtual_keyboards", List.of(List.of("name"))),
            Map.entry("campaign_types", List.of(List.of("code"))),
            Map.entry("campaigns", List.of(List.of("code"))),
            Map.entry("coupons", List.of(List.of("code"))),
            Map.entry("customer_segments", List.of(List.of("code"))),
            Map.entry("customers", List.of(List.of("phone_normalized"))));

    /** The resource that consists of live values only. */
    private static final String STOCK = "warehouse_product_stock";

    List<String> liveFields() {
        return LIVE.getOrDefault(name, List.of());
    }

    /** Returns the unique keys, each as the list of its members. */
    List<List<String>> uniqueKeys() {
        return UNIQUE.getOrDefault(name, List.of());
    }

    boolean isLive() {
        return name.equals(STOCK);
    }

    /**
     * Whether the store's terminals share its rows; false only for the counters, which each terminal has for itself.
     */
    boolean isShared() {
        return !name.equals(SEQUENCES);
    }

    /** Whether its rows can be marked as deleted. */
    boolean marksDeletions() {
        return fields.containsKey(RowRules.DELETED);
    }

    static Optional<Resource> named(String name) {
        return ALL.stream().filter(resource -> resource.name().equals(name)).findFirst();
    }

    private static List<Resource> read() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Resource.class.getResourceAsStream("resources.txt")), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(Resource::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resources.txt from the class path", e);
        }
    }

    private static Resource parse(String line) {
        int equals = line.indexOf('=');
        Map<String, Field> fields = new LinkedHashMap<>();
        Arrays.stream(line.substring(equals + 1).split(", ", -1))
                .map(Field::parse)
                .forEach(f -> fields.put(f.name(), f));
        return new Resource(line.substring(0, equals), fields);
    }
}
