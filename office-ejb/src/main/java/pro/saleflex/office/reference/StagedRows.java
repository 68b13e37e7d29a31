package pro.saleflex.office.reference;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.reference.ReferenceData.Imported;
import pro.saleflex.office.reference.ReferenceData.Importing;
import pro.saleflex.office.terminal.StoreRef;

/**
 * Staging area of imports: incoming rows are staged in short transactions and merged into the store's data in one
 * transaction at the end. Used by {@link ReferenceData} only.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class StagedRows {
    /** An import without progress for this long is abandoned: its server died. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private static final int PAGE = 500;
    private static final int MAX_FAULTS = RowRules.MAX_FAULTS;

    private static final String STAGED = "select from reference_staged s where s.import_id = :import"
            + " and s.resource = r.resource and s.row_id = r.row_id";

    /** Rows written by one statement: it must not take longer than the pool waits for an answer. */
    private static final int SLICE = 2_500;

    private static final String IN_SLICE =
            " s.import_id = :import and s.resource = :resource and s.position >= :from and s.position < :until";

    private static final String CHANGED = " from reference_staged s where r.store_id = :store and" + IN_SLICE
            + " and r.resource = s.resource and r.row_id = s.row_id"
            + " and (s.body, s.cashier_code) is distinct from (r.body, r.cashier_code)";

    @PersistenceContext(unitName = "office")
    EntityManager em;

    @Inject
    ReferenceRows rows;

    @Inject
    Clock clock;

    @Inject
    Event<SnapshotImported> imported;

    /** Starts an import; deletes abandoned ones. */
    public UUID start(StoreRef store, String by) {
        OffsetDateTime abandonedBefore = now().minus(ABANDONED_AFTER);
        sql("delete from reference_staged s where not exists (select from reference_import i"
                        + " where i.id = s.import_id and i.seen_at > :before)")
                .set("before", abandonedBefore)
                .update();
        sql("delete from reference_import where seen_at <= :before")
                .set("before", abandonedBefore)
                .update();
        UUID id = UUID.randomUUID();
        sql("insert into reference_import (id, store_id, asked_by, started_at, seen_at, rows_read)"
                        + " values (:id, :store, :by, :now, :now, 0)")
                .set("id", id)
                .set("store", store.id())
                .set("by", by)
                .set("now", now())
                .update();
        return id;
    }

    /** Stages rows; their positions follow those of the rows staged before. */
    public void stage(UUID importId, List<Staged> staged) {
        List<StoredColumns> columns = staged.stream()
                .map(row -> rows.toColumns(row.resource(), row.row()))
                .toList();
        sql("insert into reference_staged (import_id, resource, position, row_id, body, unique_values,"
                        + " live) select :import, w.resource, w.position, w.row_id, w.body,"
                        + " string_to_array(w.unique_values, chr(10)), w.live from unnest(cast(:resources as text[]),"
                        + " cast(:positions as integer[]), cast(:row_ids as text[]), cast(:bodies as text[]),"
                        + " cast(:unique_values as text[]), cast(:live as boolean[]))"
                        + " as w (resource, position, row_id, body, unique_values, live)")
                .set("import", importId)
                .set(
                        "resources",
                        staged.stream().map(row -> row.resource().name()).toList())
                .set("positions", staged.stream().map(Staged::position).toList())
                .set("row_ids", columns.stream().map(StoredColumns::rowId).toList())
                .set("bodies", columns.stream().map(StoredColumns::body).toList())
                .set(
                        "unique_values",
                        columns.stream().map(StoredColumns::uniqueValues).toList())
                .set(
                        "live",
                        staged.stream().map(row -> RowRules.isLive(row.row())).toList())
                .update();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).cashierCode() != null) {
                setCode(importId, staged.get(i).position(), columns.get(i).cashierCode());
            }
        }
        sql("update reference_import set rows_read = rows_read + :rows, seen_at = :now where id = :id")
                .set("id", importId)
                .set("rows", staged.size())
                .set("now", now())
                .update();
    }

    /** Returns the latest running import of a store. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Importing> running(UUID storeId) {
        return sql("select asked_by, rows_read from reference_import where store_id = :store"
                        + " and seen_at > :after order by started_at desc limit 1")
                .set("store", storeId)
                .set("after", now().minus(ABANDONED_AFTER))
                .first(row -> new Importing(row.text("asked_by"), row.number("rows_read")));
    }

    /** Ends an import, whatever its result, and deletes its staged rows. */
    public void finish(UUID importId) {
        sql("delete from reference_staged where import_id = :import")
                .set("import", importId)
                .update();
        sql("delete from reference_import where id = :id").set("id", importId).update();
    }

    /**
     * Merges the staged rows into the store's data, all or nothing. Rows missing from the import stay and are marked as
     * deleted, because terminals would never learn otherwise.
     */
    public Imported merge(StoreRef store, UUID importId, String by) {
        UUID storeId = store.id();
        rows.lock(storeId);
        // There are no statistics for rows staged just now; with nested loops the planner would search all rows for
        // each.
        sql("select set_config('enable_nestloop', 'off', true) as setting").single(row -> row.text("setting"));
        rows.fillInUniqueValues(storeId);
        List<String> faults = new ArrayList<>(undeletable(storeId, importId));
        faults.addAll(clashes(storeId, importId));
        if (!faults.isEmpty()) {
            return new Imported(0, 0, 0, RowRules.limited(faults));
        }
        keepEqualCodes(storeId, importId);
        OffsetDateTime now = now();
        int read = 0;
        int changed = 0;
        Set<String> existing = Set.copyOf(sql("select distinct resource from reference_row where store_id = :store")
                .set("store", storeId)
                .list(row -> row.text("resource")));
        Map<String, Integer> incoming =
                sql("select resource, count(*) as rows from reference_staged where import_id = :import"
                                + " group by resource")
                        .set("import", importId)
                        .map(row -> row.text("resource"), row -> row.integer("rows"));
        for (Resource resource : Resource.ALL) {
            int count = incoming.getOrDefault(resource.name(), 0);
            boolean before = existing.contains(resource.name());
            for (int from = 0; from < count; from += SLICE) {
                changed += before ? updateExisting(storeId, importId, resource, from, now) : 0;
                changed += insertNew(storeId, importId, resource, from, now);
            }
            read += count;
            changed += before ? deleteMissing(storeId, importId, resource, now) : 0;
        }
        if (changed > 0) {
            imported.fire(new SnapshotImported(store, by));
        }
        long version = changed > 0 ? rows.incrementVersion(storeId, now) : rows.version(storeId);
        return new Imported(version, read, changed, List.of());
    }

    /** Returns a fault for each missing row that cannot be marked as deleted. */
    private List<String> undeletable(UUID storeId, UUID importId) {
        return query(
                        "select r.resource, r.body from reference_row r where r.store_id = :store"
                                + " and r.resource = any (cast(:resources as text[])) and not exists (" + STAGED
                                + ") order by r.resource, r.position limit " + (MAX_FAULTS + 1),
                        storeId,
                        importId)
                .set(
                        "resources",
                        Resource.ALL.stream()
                                .filter(resource -> !resource.marksDeletions())
                                .map(Resource::name)
                                .toList())
                .list(row -> RowRules.undeletable(
                        row.text("resource"),
                        ReferenceRows.parse(row.text("body")).getString("id"),
                        "missing"));
    }

    /**
     * Returns a fault for each pair of rows of which a terminal would drop one: both incoming, or one incoming and one
     * missing.
     */
    private List<String> clashes(UUID storeId, UUID importId) {
        return query(
                        "select u.resource, u.v, min(u.row_id) as one, max(u.row_id) as other,"
                                + " bool_or(u.left_out) as one_is_missing from ("
                                + "select s.resource, s.row_id, s.live, false as left_out, unnest(s.unique_values) as v"
                                + " from reference_staged s where s.import_id = :import union all"
                                + " select r.resource, r.row_id, false, true, unnest(r.unique_values)"
                                + " from reference_row r where r.store_id = :store and not exists (" + STAGED
                                + ")) u group by u.resource, u.v having count(*) > 1 and bool_or(u.live)"
                                + " order by u.resource, u.v limit " + (MAX_FAULTS + 1),
                        storeId,
                        importId)
                .list(row -> clash(
                        row.text("resource"),
                        row.text("v"),
                        row.text("one"),
                        row.text("other"),
                        row.flag("one_is_missing")));
    }

    /** Describes which two rows share which value. */
    static String clash(String resource, String value, String one, String other, boolean oneIsMissing) {
        return resource + "[" + id(one) + "] and " + resource + "[" + id(other) + "] have the same "
                + UniqueValues.members(value) + " " + UniqueValues.shown(value) + ": a till would drop one of them."
                + (oneIsMissing
                        ? " One of them is missing from the import: tills keep it as deleted, with this value. Give its"
                                + " replacement the same id."
                        : "");
    }

    /** Formats an id in the usual spelling, with hyphens. */
    private static String id(String rowId) {
        return rowId.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /**
     * Keeps the stored ciphertext of codes that did not change: each encryption differs, so they would look changed.
     */
    private void keepEqualCodes(UUID storeId, UUID importId) {
        record Pair(int position, String body, byte[] incoming, byte[] stored) {}
        List<Pair> pairs = query(
                        "select s.position, s.body, s.cashier_code as incoming, r.cashier_code as stored"
                                + " from reference_staged s"
                                + " join reference_row r on r.resource = s.resource and r.row_id = s.row_id"
                                + " where r.store_id = :store and s.import_id = :import and s.body = r.body"
                                + " and s.cashier_code is not null and r.cashier_code is not null",
                        storeId,
                        importId)
                .list(row -> new Pair(
                        row.integer("position"), row.text("body"), row.bytes("incoming"), row.bytes("stored")));
        for (Pair pair : pairs) {
            if (rows.sameCode(pair.body(), pair.incoming(), pair.stored())) {
                setCode(importId, pair.position(), pair.stored());
            }
        }
    }

    private void setCode(UUID importId, int position, byte[] code) {
        sql("update reference_staged set cashier_code = :code where import_id = :import and resource = :resource"
                        + " and position = :position")
                .set("import", importId)
                .set("resource", Resource.CASHIERS)
                .set("position", position)
                .set("code", code)
                .update();
    }

    private int updateExisting(UUID storeId, UUID importId, Resource resource, int from, OffsetDateTime now) {
        slice(
                        "insert into reference_history (store_id, resource, row_id, since, until, body)"
                                + " select r.store_id, r.resource, r.row_id, r.since, greatest(r.since, :now), r.body"
                                + " from reference_row r," + CHANGED.substring(" from".length()),
                        storeId,
                        importId,
                        resource,
                        from)
                .set("now", now)
                .update();
        return slice(
                        "update reference_row r set body = s.body, cashier_code = s.cashier_code,"
                                + " unique_values = s.unique_values, since = greatest(r.since, :now)" + CHANGED,
                        storeId,
                        importId,
                        resource,
                        from)
                .set("now", now)
                .update();
    }

    /** Appends new rows to their resource. */
    private int insertNew(UUID storeId, UUID importId, Resource resource, int from, OffsetDateTime now) {
        return slice(
                        "insert into reference_row (store_id, resource, position, row_id, body, cashier_code,"
                                + " unique_values, since) select :store, s.resource,"
                                + " (select coalesce(max(m.position), -1) from reference_row m"
                                + " where m.store_id = :store and m.resource = :resource)"
                                + " + row_number() over (order by s.position), s.row_id, s.body, s.cashier_code,"
                                + " s.unique_values, :now from reference_staged s where" + IN_SLICE
                                + " and not exists (select from reference_row r where r.store_id = :store"
                                + " and r.resource = s.resource and r.row_id = s.row_id)",
                        storeId,
                        importId,
                        resource,
                        from)
                .set("now", now)
                .update();
    }

    private Sql slice(String sql, UUID storeId, UUID importId, Resource resource, int from) {
        return query(sql, storeId, importId)
                .set("resource", resource.name())
                .set("from", from)
                .set("until", from + SLICE);
    }

    /** Marks missing rows as deleted unless they already are; in pages, because it may be a whole catalogue. */
    private int deleteMissing(UUID storeId, UUID importId, Resource resource, OffsetDateTime now) {
        int changed = 0;
        int last = -1;
        while (true) {
            Map<Integer, String> page = query(
                            "select r.position, r.body from reference_row r where r.store_id = :store"
                                    + " and r.resource = :resource and r.position > :last and not exists (" + STAGED
                                    + ") order by r.position limit " + PAGE,
                            storeId,
                            importId)
                    .set("resource", resource.name())
                    .set("last", last)
                    .map(row -> row.integer("position"), row -> row.text("body"));
            for (Map.Entry<Integer, String> row : page.entrySet()) {
                last = row.getKey();
                JsonObject old = ReferenceRows.parse(row.getValue());
                if (RowRules.isLive(old)) {
                    JsonObject deleted = ChangePlan.deleted(resource, old, Map.of(), now.toInstant());
                    rows.change(storeId, resource, last, rows.toColumnsWithUnusableCode(resource, deleted), now);
                    changed++;
                }
            }
            if (page.size() < PAGE) {
                return changed;
            }
        }
    }

    private Sql query(String statement, UUID storeId, UUID importId) {
        return sql(statement).set("store", storeId).set("import", importId);
    }

    private Sql sql(String statement) {
        return Sql.query(em, statement);
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** An incoming row. */
    record Staged(Resource resource, int position, JsonObject row) {}

    /**
     * The columns in which a row is stored.
     *
     * @param rowId see {@link ReferenceRow#rowId}
     * @param body the row as JSON, without a cashier's code
     * @param cashierCode the encrypted code; null if the row has none
     * @param uniqueValues the unique values, one for each line
     */
    record StoredColumns(String rowId, String body, byte[] cashierCode, String uniqueValues) {}
}
