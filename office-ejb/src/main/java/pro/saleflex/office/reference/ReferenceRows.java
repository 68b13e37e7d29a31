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
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of the master data: rows as they travel, cashiers' codes apart and encrypted. */
@ApplicationScoped
public class ReferenceRows {
    private static final String CODE = "password";
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    CashierCodes codes;

    /** Public for the container. */
    public ReferenceRows() {}

    /** The version of a store's data; 0 when it has none. */
    public long version(UUID storeId) {
        List<?> rows = em.createNativeQuery("select version from reference_version where store_id = ?1")
                .setParameter(1, storeId)
                .getResultList();
        return rows.isEmpty() ? 0 : ((Number) rows.get(0)).longValue();
    }

    /** Raises the version of a store's data and answers it; nobody else changes them before this transaction ends. */
    long raise(UUID storeId, OffsetDateTime now) {
        return ((Number) em.createNativeQuery(
                                "insert into reference_version as v (store_id, version, changed_at) values (?1, 1, ?2)"
                                        + " on conflict (store_id) do update set version = v.version + 1,"
                                        + " changed_at = excluded.changed_at returning version")
                        .setParameter(1, storeId)
                        .setParameter(2, now)
                        .getSingleResult())
                .longValue();
    }

    /** Lets nobody else change a store's data before this transaction ends, without changing them. */
    void lock(UUID storeId) {
        em.createNativeQuery("select version from reference_version where store_id = ?1 for update")
                .setParameter(1, storeId)
                .getResultList();
    }

    /** Replaces all of a store's data; answers the new version. */
    public long replace(UUID storeId, Map<String, List<JsonObject>> rows, OffsetDateTime now) {
        long version = raise(storeId, now);
        em.createQuery("delete from ReferenceRow r where r.storeId = :store")
                .setParameter("store", storeId)
                .executeUpdate();
        rows.forEach((resource, found) -> {
            int position = 0;
            for (JsonObject row : found) {
                em.persist(row(storeId, resource, position++, row));
            }
        });
        return version;
    }

    /** All of a store's data, cashiers' codes in clear text. */
    public Map<String, List<JsonObject>> read(UUID storeId) {
        Map<String, List<JsonObject>> rows = new HashMap<>();
        em.createQuery(
                        "select r from ReferenceRow r where r.storeId = :store order by r.resource, r.position",
                        ReferenceRow.class)
                .setParameter("store", storeId)
                .getResultStream()
                .forEach(row -> rows.computeIfAbsent(row.resource, resource -> new ArrayList<>())
                        .add(object(row)));
        return rows;
    }

    /** Rows of a resource by their ids in the spelling of {@link ReferenceRow#rowId}, those that are there. */
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

    /** All rows of a resource by their ids as above, without cashiers' codes. */
    Map<String, JsonObject> withoutCodes(UUID storeId, String resource) {
        return em.createQuery(
                        "select r from ReferenceRow r where r.storeId = :store and r.resource = :resource",
                        ReferenceRow.class)
                .setParameter("store", storeId)
                .setParameter("resource", resource)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.rowId, row -> parsed(row.body)));
    }

    /** Adds rows behind the others of their resource. */
    void add(UUID storeId, String resource, List<JsonObject> added) {
        int position = ((Number) em.createNativeQuery("select coalesce(max(position) + 1, 0) from reference_row"
                                + " where store_id = ?1 and resource = ?2")
                        .setParameter(1, storeId)
                        .setParameter(2, resource)
                        .getSingleResult())
                .intValue();
        for (JsonObject row : added) {
            em.persist(row(storeId, resource, position++, row));
        }
    }

    /** Makes another of a row, in its place. */
    void change(ReferenceRow stored, JsonObject row) {
        ReferenceRow changed = row(stored.storeId, stored.resource, stored.position, row);
        stored.become(changed.body, changed.cashierCode);
    }

    void remove(ReferenceRow stored) {
        em.remove(stored);
    }

    private ReferenceRow row(UUID storeId, String resource, int position, JsonObject row) {
        if (!resource.equals(Resource.CASHIERS) || !(row.get(CODE) instanceof JsonString code)) {
            return new ReferenceRow(storeId, resource, position, row.toString(), null, row.getString("id"));
        }
        return new ReferenceRow(
                storeId,
                resource,
                position,
                with(row, JsonValue.NULL).toString(),
                codes.encrypt(code.getString(), row.getString("id")),
                row.getString("id"));
    }

    /** A row as it travels, a cashier's code in clear text. */
    JsonObject object(ReferenceRow row) {
        JsonObject object = parsed(row.body);
        return row.cashierCode == null
                ? object
                : with(object, Json.createValue(codes.decrypt(row.cashierCode, object.getString("id"))));
    }

    private static JsonObject parsed(String body) {
        try (JsonReader reader = READERS.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    /** The row with another code, its members in their order. */
    private static JsonObject with(JsonObject row, JsonValue code) {
        JsonObjectBuilder changed = Json.createObjectBuilder();
        row.forEach((name, value) -> changed.add(name, name.equals(CODE) ? code : value));
        return changed.build();
    }
}
