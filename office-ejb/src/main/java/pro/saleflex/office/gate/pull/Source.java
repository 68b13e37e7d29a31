package pro.saleflex.office.gate.pull;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pro.saleflex.office.platform.JobName;
import pro.saleflex.office.reference.RowChange;
import pro.saleflex.office.terminal.StoreRef;

/**
 * An endpoint of GATE that serves master data.
 *
 * @param name by which jobs, alerts and the audit trail identify it
 * @param path of the endpoint, without store and time
 * @param resources that it may serve
 */
record Source(String name, String path, Set<String> resources) {
    static final String PRODUCTS = "products";
    static final String CAMPAIGNS = "campaigns";

    private static final Source OF_PRODUCTS = new Source(
            PRODUCTS,
            "/products/updates/?",
            Set.of("products", "product_variants", "product_attributes", "product_barcodes"));
    private static final Source OF_CAMPAIGNS = new Source(
            CAMPAIGNS,
            "/campaigns/active/?",
            Set.of("campaign_types", "campaigns", "campaign_rules", "campaign_products", "coupons"));

    /** Returns all sources: one for products, one for campaigns, and one for each other resource. */
    static List<Source> all(List<String> resources) {
        List<Source> all = new ArrayList<>();
        resources.stream()
                .filter(resource -> !OF_PRODUCTS.resources.contains(resource))
                .filter(resource -> !OF_CAMPAIGNS.resources.contains(resource))
                .map(resource ->
                        new Source(resource, "/reference/updates/?resource=" + resource + "&", Set.of(resource)))
                .forEach(all::add);
        all.add(OF_PRODUCTS); // last, because their rows refer to the others' rows
        all.add(OF_CAMPAIGNS);
        return all;
    }

    /** Returns the name of the job that pulls a source for a store. */
    static JobName job(StoreRef store, String source) {
        return JobName.of(JobName.Kind.PULL, store.id(), source);
    }

    /**
     * Returns the path of the first page, with its query.
     *
     * @param since GATE's time at the last complete pull; null: there was none
     */
    String first(StoreRef store, String since) {
        return path + "office_code=" + encoded(store.officeCode()) + "&store_code=" + encoded(store.storeCode())
                + (since == null ? "" : "&since=" + encoded(since));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns the changes on a page; empty if one of them is malformed or belongs to another source. */
    Optional<List<RowChange>> changes(List<JsonValue> results) {
        List<RowChange> changes = new ArrayList<>();
        for (JsonValue value : results) {
            Optional<RowChange> change = change(value);
            if (change.isEmpty()) {
                return Optional.empty();
            }
            changes.add(change.get());
        }
        return Optional.of(changes);
    }

    private Optional<RowChange> change(JsonValue value) {
        if (value instanceof JsonObject result
                && result.get("resource") instanceof JsonString resource
                && result.get("id") instanceof JsonString id
                && (result.get("deleted") == JsonValue.TRUE || result.get("deleted") == JsonValue.FALSE)
                && resources.contains(resource.getString())) {
            JsonValue row = result.getOrDefault("row", JsonValue.NULL);
            if (row == JsonValue.NULL || row instanceof JsonObject) {
                return Optional.of(new RowChange(
                        resource.getString(),
                        id.getString(),
                        result.get("deleted") == JsonValue.TRUE,
                        row instanceof JsonObject object ? object : null));
            }
        }
        return Optional.empty();
    }
}
