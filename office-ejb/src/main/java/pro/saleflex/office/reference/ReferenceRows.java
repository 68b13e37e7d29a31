package pro.saleflex.office.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Collectors;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.reference.StagedRows.StoredColumns;

/**
 * Reads and writes the master data tables. Rows are stored in their wire form; cashiers' codes separately, encrypted.
 */
@ApplicationScoped
public class ReferenceRows {
    private static final String CODE = "password";
    private static final int PAGE = 500;
    private static final String ONE_ROW = " where store_id = :store and resource = :resource and position = :position";
    private static final Log LOG = Log.of(ReferenceRows.class);
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    CashierCodes codes;

    /** Returns the version of a store's data; 0 if it has none. */
    public long version(UUID storeId) {
        return Sql.query(em, "select version from reference_version where store_id = :store")
                .set("store", storeId)
                .first(row -> row.number("version"))
                .orElse(0L);
    }

    /** Increments and returns the version of a store's data; locks the data until this transaction ends. */
    long incrementVersion(UUID storeId, OffsetDateTime now) {
        return Sql.query(
                        em,
                        "insert into reference_version as v (store_id, version, changed_at) values (:store, 1, :now)"
                                + " on conflict (store_id) do update set version = v.version + 1,"
                                + " changed_at = excluded.changed_at returning version")
                .set("store", storeId)
                .set("now", now)
                .single(row -> row.number("version"));
    }

    /** Locks a store's data against changes until this transaction ends. */
    void lock(UUID storeId) {
        Sql.query(
                        em,
                        "insert into reference_version (store_id, version, changed_at) values (:store, 0, now())"
                                + " on conflict do nothing")
                .set("store", storeId)
                .update();
        Sql.query(em, "select version from reference_version where store_id = :store for update")
                .set("store", storeId)
                .single(row -> row.number("version"));
    }

    /** Returns the resources of a store that take more than {@code bytes} bytes. */
    List<String> large(UUID storeId, long bytes) {
        return Sql.query(
                        em,
                        "select resource from reference_row where store_id = :store group by resource"
                                + " having sum(pg_column_size(body)) > :bytes")
                .set("store", storeId)
                .set("bytes", bytes)
                .list(row -> row.text("resource"));
    }

    /** Returns all of a store's data except some resources, with cashiers' codes in clear text. */
    Map<String, List<JsonObject>> read(UUID storeId, Collection<String> without) {
        Map<String, List<JsonObject>> rows = new HashMap<>();
        var query = em.createQuery(
                        "select r from ReferenceRow r where r.storeId = :store"
                                + (without.isEmpty() ? "" : " and r.resource not in :without")
                                + " order by r.resource, r.position",
                        ReferenceRow.class)
                .setParameter("store", storeId);
        if (!without.isEmpty()) {
            query.setParameter("without", without);
        }
        query.getResultStream().forEach(row -> rows.computeIfAbsent(row.resource, resource -> new ArrayList<>())
                .add(toJson(row)));
        return rows;
    }

    /**
     * Streams a resource as a JSON array in pages, each read by a query of its own, so that a slow caller holds no
     * database resources. Not for the cashiers: their codes are not included.
     *
     * @param toJson converts the body of a row to what is written
     */
    void write(UUID storeId, Resource resource, UnaryOperator<String> toJson, Writer out) throws IOException {
        int last = -1;
        char separator = '[';
        Map<Integer, String> page;
        do {
            page = Sql.query(
                            em,
                            "select position, body from reference_row where store_id = :store"
                                    + " and resource = :resource and position > :last order by position limit " + PAGE)
                    .set("store", storeId)
                    .set("resource", resource.name())
                    .set("last", last)
                    .map(row -> row.integer("position"), row -> row.text("body"));
            for (Map.Entry<Integer, String> row : page.entrySet()) {
                last = row.getKey();
                out.append(separator).append(toJson.apply(row.getValue()));
                separator = ',';
            }
        } while (page.size() == PAGE);
        out.append(separator == '[' ? "[]" : "]");
    }

    /** Returns the number of pieces in which a resource can be read, each by a query of its own. */
    int pieces(UUID storeId, Resource resource) {
        return Sql.query(
                        em,
                        "select coalesce(max(position), 0) / " + PAGE + " + 1 as pieces from reference_row"
                                + " where store_id = :store and resource = :resource")
                .set("store", storeId)
                .set("resource", resource.name())
                .single(row -> row.integer("pieces"));
    }

    /**
     * Returns a piece of a resource as a JSON array. Like {@link #write}, not for the cashiers.
     *
     * @param number the number of the piece, from 0
     * @param toJson converts the body of a row to what is written
     */
    String piece(UUID storeId, Resource resource, int number, UnaryOperator<String> toJson) {
        return Sql.query(
                        em,
                        "select body from reference_row where store_id = :store and resource = :resource"
                                + " and position >= :from and position < :until order by position")
                .set("store", storeId)
                .set("resource", resource.name())
                .set("from", number * PAGE)
                .set("until", (number + 1) * PAGE)
                .list(row -> toJson.apply(row.text("body")))
                .stream()
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Returns the existing ones among some rows of a resource, by {@link ReferenceRow#rowId}. */
    Map<String, ReferenceRow> find(UUID storeId, String resource, Collection<String> rowIds) {
        return em.createQuery(
                        "select r from ReferenceRow r where r.storeId = :store and r.resource = :resource"
                                + " and r.rowId in :ids",
                        ReferenceRow.class)
                .setParameter("store", storeId)
                .setParameter("resource", resource)
                .setParameter("ids", rowIds)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.rowId, Function.identity()));
    }

    /** Returns all rows of a resource by {@link ReferenceRow#rowId}, without cashiers' codes. */
    Map<String, JsonObject> withoutCodes(UUID storeId, String resource) {
        return em.createQuery(
                        "select r from ReferenceRow r where r.storeId = :store and r.resource = :resource",
                        ReferenceRow.class)
                .setParameter("store", storeId)
                .setParameter("resource", resource)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.rowId, row -> parse(row.body)));
    }

    /** Appends rows to their resource. */
    void add(UUID storeId, Resource resource, List<JsonObject> added, OffsetDateTime now) {
        int position = Sql.query(
                        em,
                        "select coalesce(max(position) + 1, 0) as next from reference_row"
                                + " where store_id = :store and resource = :resource")
                .set("store", storeId)
                .set("resource", resource.name())
                .single(row -> row.integer("next"));
        for (JsonObject row : added) {
            StoredColumns columns = toColumns(resource, row);
            Sql.query(
                            em,
                            "insert into reference_row (store_id, resource, position, row_id, body, cashier_code,"
                                    + " unique_values, since) values (:store, :resource, :position, :row_id, :body,"
                                    + " cast(:code as bytea), string_to_array(:unique_values, chr(10)), :now)")
                    .set("store", storeId)
                    .set("resource", resource.name())
                    .set("position", position++)
                    .set("row_id", columns.rowId())
                    .set("body", columns.body())
                    .set("code", columns.cashierCode())
                    .set("unique_values", columns.uniqueValues())
                    .set("now", now)
                    .update();
        }
    }

    /** Replaces a row in its position; the old version goes to the history with the time span in which it was valid. */
    void change(UUID storeId, Resource resource, int position, StoredColumns row, OffsetDateTime now) {
        addToHistory(storeId, resource, position, now);
        Sql.query(
                        em,
                        "update reference_row set body = :body, cashier_code = cast(:code as bytea),"
                                + " unique_values = string_to_array(:unique_values, chr(10)),"
                                + " since = greatest(since, :now)" + ONE_ROW)
                .set("store", storeId)
                .set("resource", resource.name())
                .set("position", position)
                .set("body", row.body())
                .set("code", row.cashierCode())
                .set("unique_values", row.uniqueValues())
                .set("now", now)
                .update();
    }

    private void addToHistory(UUID storeId, Resource resource, int position, OffsetDateTime now) {
        Sql.query(
                        em,
                        "insert into reference_history (store_id, resource, row_id, since, until, body)"
                                + " select store_id, resource, row_id, since, greatest(since, :now), body"
                                + " from reference_row" + ONE_ROW)
                .set("store", storeId)
                .set("resource", resource.name())
                .set("position", position)
                .set("now", now)
                .update();
    }

    /**
     * Returns the rows that hold one of these unique values, by {@link ReferenceRow#rowId}, without cashiers' codes.
     */
    Map<String, JsonObject> holders(UUID storeId, Resource resource, Collection<String> values) {
        return Sql.query(
                        em,
                        "select row_id, body from reference_row where store_id = :store and resource = :resource"
                                + " and unique_values && cast(:values as text[])")
                .set("store", storeId)
                .set("resource", resource.name())
                .set("values", values)
                .map(row -> row.text("row_id"), row -> parse(row.text("body")));
    }

    /** Fills in the unique values of rows stored before that column existed. */
    void fillInUniqueValues(UUID storeId) {
        record Unfilled(String resource, int position, String body) {}
        List<Unfilled> rows = Sql.query(
                        em,
                        "select resource, position, body from reference_row where store_id = :store"
                                + " and unique_values is null")
                .set("store", storeId)
                .list(row -> new Unfilled(row.text("resource"), row.integer("position"), row.text("body")));
        for (Unfilled row : rows) {
            List<String> values = Resource.named(row.resource())
                    .map(resource -> UniqueValues.of(resource, parse(row.body())))
                    .orElse(List.of());
            Sql.query(em, "update reference_row set unique_values = string_to_array(:values, chr(10))" + ONE_ROW)
                    .set("store", storeId)
                    .set("resource", row.resource())
                    .set("position", row.position())
                    .set("values", String.join("\n", values))
                    .update();
        }
    }

    /** Converts a row to the columns it is stored in. */
    StoredColumns toColumns(Resource resource, JsonObject row) {
        boolean hasCode = resource.name().equals(Resource.CASHIERS) && row.get(CODE) instanceof JsonString;
        String id = row.getString("id");
        return new StoredColumns(
                ReferenceRow.rowId(id),
                (hasCode ? withCode(row, JsonValue.NULL) : row).toString(),
                hasCode ? codes.encrypt(row.getString(CODE), id) : null,
                String.join("\n", UniqueValues.of(resource, row)));
    }

    /** Converts a deleted row; a cashier gets a random code, because a terminal would skip a row without one. */
    StoredColumns toColumnsWithUnusableCode(Resource resource, JsonObject row) {
        return toColumns(
                resource,
                resource.name().equals(Resource.CASHIERS)
                        ? withCode(row, Json.createValue(UUID.randomUUID().toString()))
                        : row);
    }

    /** Whether two encrypted codes are equal; false if one of them cannot be decrypted. */
    boolean sameCode(String body, byte[] one, byte[] other) {
        String id = parse(body).getString("id");
        try {
            return codes.decrypt(one, id).equals(codes.decrypt(other, id));
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "A cashier's code cannot be read with the key; the imported one replaces it.");
            return false;
        }
    }

    /** Returns a row in its wire form, with a cashier's code in clear text. */
    JsonObject toJson(ReferenceRow row) {
        JsonObject json = parse(row.body);
        return row.cashierCode == null
                ? json
                : withCode(json, Json.createValue(codes.decrypt(row.cashierCode, json.getString("id"))));
    }

    static JsonObject parse(String body) {
        try (JsonReader reader = READERS.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    /** Replaces the code in a row and keeps the order of its members. */
    private static JsonObject withCode(JsonObject row, JsonValue code) {
        JsonObjectBuilder changed = Json.createObjectBuilder();
        row.forEach((name, value) -> changed.add(name, name.equals(CODE) ? code : value));
        return changed.build();
    }
}
