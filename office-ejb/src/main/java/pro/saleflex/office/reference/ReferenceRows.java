package pro.saleflex.office.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables of the master data: rows as they travel, cashiers' codes apart and encrypted. */
@ApplicationScoped
public class ReferenceRows {
    private static final String CODE = "password";

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

    /** Replaces all of a store's data; answers the new version. */
    public long replace(UUID storeId, Map<String, List<JsonObject>> rows, OffsetDateTime now) {
        long version = ((Number) em.createNativeQuery(
                                "insert into reference_version as v (store_id, version, changed_at) values (?1, 1, ?2)"
                                        + " on conflict (store_id) do update set version = v.version + 1,"
                                        + " changed_at = excluded.changed_at returning version")
                        .setParameter(1, storeId)
                        .setParameter(2, now)
                        .getSingleResult())
                .longValue();
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

    private JsonObject object(ReferenceRow row) {
        try (JsonReader reader = Json.createReader(new StringReader(row.body))) {
            JsonObject object = reader.readObject();
            return row.cashierCode == null
                    ? object
                    : with(object, Json.createValue(codes.decrypt(row.cashierCode, object.getString("id"))));
        }
    }

    /** The row with another code, its members in their order. */
    private static JsonObject with(JsonObject row, JsonValue code) {
        JsonObjectBuilder changed = Json.createObjectBuilder();
        row.forEach((name, value) -> changed.add(name, name.equals(CODE) ? code : value));
        return changed.build();
    }
}
