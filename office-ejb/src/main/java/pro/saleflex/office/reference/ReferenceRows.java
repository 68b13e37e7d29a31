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
import pro.saleflex.office.reference.StagedRows.Written;

/** The tables of the master data: rows as they travel, cashiers' codes apart and encrypted. */
@ApplicationScoped
public class ReferenceRows {
    private static final String CODE = "password";
    private static final int PAGE = 500;
    private static final String ONE = " where store_id = ?1 and resource = ?2 and position = ?3";
    private static final Log LOG = Log.of(ReferenceRows.class);
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
        em.createNativeQuery("insert into reference_version (store_id, version, changed_at) values (?1, 0, now())"
                        + " on conflict do nothing")
                .setParameter(1, storeId)
                .executeUpdate();
        em.createNativeQuery("select version from reference_version where store_id = ?1 for update")
                .setParameter(1, storeId)
                .getResultList();
    }

    /** The resources of a store that take more than so many bytes. */
    List<String> large(UUID storeId, long bytes) {
        List<?> names = em.createNativeQuery("select resource from reference_row where store_id = ?1 group by resource"
                        + " having sum(pg_column_size(body)) > ?2")
                .setParameter(1, storeId)
                .setParameter(2, bytes)
                .getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    /** All of a store's data but these resources, cashiers' codes in clear text. */
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
                .add(object(row)));
        return rows;
    }

    /**
     * Writes a resource as a JSON list, some rows at a time, each read by itself: a caller that is slow holds nothing of the
     * database. It must be one without cashiers' codes.
     *
     * @param text what to write of a row's body
     */
    void write(UUID storeId, Resource resource, UnaryOperator<String> text, Writer out) throws IOException {
        int last = -1;
        char before = '[';
        List<?> page;
        do {
            page = em.createNativeQuery("select position, body from reference_row where store_id = ?1 and resource = ?2"
                            + " and position > ?3 order by position limit " + PAGE)
                    .setParameter(1, storeId)
                    .setParameter(2, resource.name())
                    .setParameter(3, last)
                    .getResultList();
            for (Object found : page) {
                Object[] row = (Object[]) found;
                last = ((Number) row[0]).intValue();
                out.append(before).append(text.apply((String) row[1]));
                before = ',';
            }
        } while (page.size() == PAGE);
        out.append(before == '[' ? "[]" : "]");
    }

    /** In how many pieces a resource can be read, each by itself. */
    int pieces(UUID storeId, Resource resource) {
        return ((Number) em.createNativeQuery("select coalesce(max(position), 0) / " + PAGE + " + 1 from reference_row"
                                + " where store_id = ?1 and resource = ?2")
                        .setParameter(1, storeId)
                        .setParameter(2, resource.name())
                        .getSingleResult())
                .intValue();
    }

    /** One of them as a JSON list; as for {@link #write}. */
    String piece(UUID storeId, Resource resource, int number, UnaryOperator<String> text) {
        List<?> bodies = em.createNativeQuery("select body from reference_row where store_id = ?1 and resource = ?2"
                        + " and position >= ?3 and position < ?4 order by position")
                .setParameter(1, storeId)
                .setParameter(2, resource.name())
                .setParameter(3, number * PAGE)
                .setParameter(4, (number + 1) * PAGE)
                .getResultList();
        return bodies.stream().map(body -> text.apply((String) body)).collect(Collectors.joining(",", "[", "]"));
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
    void add(UUID storeId, Resource resource, List<JsonObject> added, OffsetDateTime now) {
        int position = ((Number) em.createNativeQuery("select coalesce(max(position) + 1, 0) from reference_row"
                                + " where store_id = ?1 and resource = ?2")
                        .setParameter(1, storeId)
                        .setParameter(2, resource.name())
                        .getSingleResult())
                .intValue();
        for (JsonObject row : added) {
            Written written = written(resource, row);
            em.createNativeQuery("insert into reference_row (store_id, resource, position, row_id, body, cashier_code,"
                            + " unique_values, since) values (?1, ?2, ?3, ?4, ?5, cast(?6 as bytea),"
                            + " string_to_array(?7, chr(10)), ?8)")
                    .setParameter(1, storeId)
                    .setParameter(2, resource.name())
                    .setParameter(3, position++)
                    .setParameter(4, written.rowId())
                    .setParameter(5, written.body())
                    .setParameter(6, written.cashierCode())
                    .setParameter(7, written.uniqueValues())
                    .setParameter(8, now)
                    .executeUpdate();
        }
    }

    /** Makes another of a row, in its place; what it was is kept with the time in which it held. */
    void change(UUID storeId, Resource resource, int position, Written row, OffsetDateTime now) {
        keep(storeId, resource, position, now);
        em.createNativeQuery("update reference_row set body = ?4, cashier_code = cast(?5 as bytea),"
                        + " unique_values = string_to_array(?6, chr(10)), since = greatest(since, ?7)" + ONE)
                .setParameter(1, storeId)
                .setParameter(2, resource.name())
                .setParameter(3, position)
                .setParameter(4, row.body())
                .setParameter(5, row.cashierCode())
                .setParameter(6, row.uniqueValues())
                .setParameter(7, now)
                .executeUpdate();
    }

    private void keep(UUID storeId, Resource resource, int position, OffsetDateTime now) {
        em.createNativeQuery("insert into reference_history (store_id, resource, row_id, since, until, body)"
                        + " select store_id, resource, row_id, since, greatest(since, ?4), body from reference_row"
                        + ONE)
                .setParameter(1, storeId)
                .setParameter(2, resource.name())
                .setParameter(3, position)
                .setParameter(4, now)
                .executeUpdate();
    }

    /** Rows that hold one of these unique values, by their ids as above, without cashiers' codes. */
    Map<String, JsonObject> holders(UUID storeId, Resource resource, Collection<String> values) {
        List<?> found = em.createNativeQuery("select row_id, body from reference_row where store_id = ?1"
                        + " and resource = ?2 and unique_values && cast(?3 as text[])")
                .setParameter(1, storeId)
                .setParameter(2, resource.name())
                .setParameter(3, values.toArray(String[]::new))
                .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> (String) row[0], row -> parsed((String) row[1])));
    }

    /** Writes the unique values down of rows that were there before anybody did. */
    void writeUniqueValues(UUID storeId) {
        List<?> rows = em.createNativeQuery("select resource, position, body from reference_row where store_id = ?1"
                        + " and unique_values is null")
                .setParameter(1, storeId)
                .getResultList();
        for (Object found : rows) {
            Object[] row = (Object[]) found;
            List<String> values = Resource.named((String) row[0])
                    .map(resource -> UniqueValues.of(resource, parsed((String) row[2])))
                    .orElse(List.of());
            em.createNativeQuery("update reference_row set unique_values = string_to_array(?4, chr(10))" + ONE)
                    .setParameter(1, storeId)
                    .setParameter(2, row[0])
                    .setParameter(3, row[1])
                    .setParameter(4, String.join("\n", values))
                    .executeUpdate();
        }
    }

    /** A row as it is written down. */
    Written written(Resource resource, JsonObject row) {
        boolean coded = resource.name().equals(Resource.CASHIERS) && row.get(CODE) instanceof JsonString;
        String id = row.getString("id");
        return new Written(
                ReferenceRow.rowId(id),
                (coded ? with(row, JsonValue.NULL) : row).toString(),
                coded ? codes.encrypt(row.getString(CODE), id) : null,
                String.join("\n", UniqueValues.of(resource, row)));
    }

    /** The same of a row that is left out; a cashier's code is put out of use, a till would skip a row without one. */
    Written writtenWithoutUse(Resource resource, JsonObject row) {
        return written(
                resource,
                resource.name().equals(Resource.CASHIERS)
                        ? with(row, Json.createValue(UUID.randomUUID().toString()))
                        : row);
    }

    /** Are these the same code? One that cannot be read with the key is not. */
    boolean sameCode(String body, byte[] one, byte[] other) {
        String id = parsed(body).getString("id");
        try {
            return codes.decrypt(one, id).equals(codes.decrypt(other, id));
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "A cashier's code cannot be read with the key; the imported one takes its place.");
            return false;
        }
    }

    /** A row as it travels, a cashier's code in clear text. */
    JsonObject object(ReferenceRow row) {
        JsonObject object = parsed(row.body);
        return row.cashierCode == null
                ? object
                : with(object, Json.createValue(codes.decrypt(row.cashierCode, object.getString("id"))));
    }

    static JsonObject parsed(String body) {
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
