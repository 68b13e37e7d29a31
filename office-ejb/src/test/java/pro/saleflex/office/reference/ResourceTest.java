package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.Samples;

class ResourceTest {
    private static final List<String> NAMES = List.of(
            "cashiers",
            "countries",
            "country_regions",
            "store",
            "cities",
            "districts",
            "currencies",
            "currency_table",
            "payment_types",
            "vat_rates",
            "product_units",
            "product_manufacturers",
            "department_main_groups",
            "department_sub_groups",
            "products",
            "product_variants",
            "product_attributes",
            "product_barcodes",
            "product_barcode_masks",
            "warehouses",
            "warehouse_locations",
            "warehouse_product_stock",
            "transaction_discount_types",
            "transaction_document_types",
            "transaction_sequences",
            "forms",
            "form_controls",
            "label_values",
            "pos_settings",
            "pos_virtual_keyboards",
            "cashier_performance_targets",
            "campaign_types",
            "campaigns",
            "campaign_rules",
            "campaign_products",
            "coupons",
            "loyalty_programs",
            "loyalty_tiers",
            "loyalty_earn_rules",
            "loyalty_redemption_policies",
            "loyalty_program_policies",
            "customer_segments",
            "customers");

    private static JsonObject sample() {
        return Parsed.object(Samples.body("pos-init.json")).getJsonObject("data");
    }

    @Test
    void areFortyThreeInTheOrderInWhichATerminalStoresThem() {
        assertEquals(43, Resource.ALL.size());
        assertEquals(NAMES, Resource.ALL.stream().map(Resource::name).toList());
        assertEquals(NAMES, new ArrayList<>(sample().keySet()));
    }

    /** The sample holds every field of the terminal's tables, in column order. */
    @Test
    void haveTheFieldsOfTheTerminalTables() {
        JsonObject data = sample();
        for (Resource resource : Resource.ALL) {
            JsonValue rows = data.get(resource.name());
            JsonObject row = rows instanceof JsonObject single
                    ? single
                    : rows.asJsonArray().getJsonObject(0);
            assertEquals(
                    new ArrayList<>(row.keySet()),
                    new ArrayList<>(resource.fields().keySet()),
                    resource::name);
        }
    }

    @Test
    void haveARequiredIdForEveryRow() {
        for (Resource resource : Resource.ALL) {
            assertEquals(new Field("id", "uuid", true, true), resource.fields().get("id"), resource::name);
        }
    }

    @Test
    void useOnlyKnownTypes() {
        assertEquals(
                Set.of("uuid", "str", "int", "num", "dec", "bool", "date", "dt", "time"),
                Resource.ALL.stream()
                        .flatMap(resource -> resource.fields().values().stream())
                        .map(Field::type)
                        .collect(Collectors.toSet()));
    }

    @Test
    void knowTheLiveFields() {
        List<String> live = Resource.ALL.stream()
                .flatMap(resource -> resource.liveFields().stream().map(field -> resource.name() + "." + field))
                .sorted()
                .toList();

        assertEquals(
                List.of(
                        "campaigns.total_usage_count",
                        "coupons.usage_count",
                        "customers.total_bonus_point",
                        "products.stock"),
                live);
        for (Resource resource : Resource.ALL) {
            assertTrue(resource.fields().keySet().containsAll(resource.liveFields()), resource::name);
            resource.liveFields()
                    .forEach(field -> assertTrue(!resource.fields().get(field).required(), field));
        }
        assertEquals(
                List.of("warehouse_product_stock"),
                Resource.ALL.stream()
                        .filter(Resource::isLive)
                        .map(Resource::name)
                        .toList());
    }
}
