package pro.saleflex.office.reference;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    private static final String STAGED = "select from reference_staged s where s.import_id = ?2"
            + " and s.resource = r.resource and s.row_id = r.row_id";

    /** Rows written by one statement: it must not take longer than the pool waits for an answer. */
    private static final int SLICE = 2_500;

    private static final String IN_SLICE =
            " s.import_id = ?2 and s.resource = ?3 and s.position >= ?4 and s.position < ?5";

    private static final String CHANGED = " from reference_staged s where r.store_id = ?1 and" + IN_SLICE
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
        em.createNativeQuery("delete from reference_staged s where not exists (select from reference_import i"
                        + " where i.id = s.import_id and i.seen_at > ?1)")
                .setParameter(1, abandonedBefore)
                .executeUpdate();
        em.createNativeQuery("delete from reference_import where seen_at <= ?1")
                .setParameter(1, abandonedBefore)
                .executeUpdate();
        UUID id = UUID.randomUUID();
        em.createNativeQuery("insert into reference_import (id, store_id, asked_by, started_at, seen_at, rows_read)"
                        + " values (?1, ?2, ?3, ?4, ?4, 0)")
                .setParameter(1, id)
                .setParameter(2, store.id())
                .setParameter(3, by)
                .setParameter(4, now())
                .executeUpdate();
        return id;
    }

    /** Stages rows; their positions follow those of the rows staged before. */
    public void stage(UUID importId, List<Staged> staged) {
        List<StoredColumns> columns = staged.stream()
                .map(row -> rows.toColumns(row.resource(), row.row()))
                .toList();
        em.createNativeQuery("insert into reference_staged (import_id, resource, position, row_id, body, unique_values,"
                        + " live) select ?1, w.resource, w.position, w.row_id, w.body,"
                        + " string_to_array(w.unique_values, chr(10)), w.live from unnest(cast(?2 as text[]),"
                        + " cast(?3 as integer[]), cast(?4 as text[]), cast(?5 as text[]), cast(?6 as text[]),"
                        + " cast(?7 as boolean[])) as w (resource, position, row_id, body, unique_values, live)")
                .setParameter(1, importId)
                .setParameter(
                        2, staged.stream().map(row -> row.resource().name()).toArray(String[]::new))
                .setParameter(3, staged.stream().map(Staged::position).toArray(Integer[]::new))
                .setParameter(4, columns.stream().map(StoredColumns::rowId).toArray(String[]::new))
                .setParameter(5, columns.stream().map(StoredColumns::body).toArray(String[]::new))
                .setParameter(
                        6, columns.stream().map(StoredColumns::uniqueValues).toArray(String[]::new))
                .setParameter(
                        7,
                        staged.stream().map(row -> RowRules.isLive(row.row())).toArray(Boolean[]::new))
                .executeUpdate();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).cashierCode() != null) {
                setCode(importId, staged.get(i).position(), columns.get(i).cashierCode());
            }
        }
        em.createNativeQuery("update reference_import set rows_read = rows_read + ?2, seen_at = ?3 where id = ?1")
                .setParameter(1, importId)
                .setParameter(2, staged.size())
                .setParameter(3, now())
                .executeUpdate();
    }

    /** Returns the latest running import of a store. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Importing> running(UUID storeId) {
        List<?> found = em.createNativeQuery("select asked_by, rows_read from reference_import where store_id = ?1"
                        + " and seen_at > ?2 order by started_at desc limit 1")
                .setParameter(1, storeId)
                .setParameter(2, now().minus(ABANDONED_AFTER))
                .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .map(row -> new Importing((String) row[0], ((Number) row[1]).longValue()))
                .findFirst();
    }

    /** Ends an import, whatever its result, and deletes its staged rows. */
    public void finish(UUID importId) {
        em.createNativeQuery("delete from reference_staged where import_id = ?1")
                .setParameter(1, importId)
                .executeUpdate();
        em.createNativeQuery("delete from reference_import where id = ?1")
                .setParameter(1, importId)
                .executeUpdate();
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
        em.createNativeQuery("select set_config('enable_nestloop', 'off', true)")
                .getSingleResult();
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
        Map<String, Integer> existing = counts(em.createNativeQuery(
                        "select resource, count(*) from reference_row where store_id = ?1 group by resource")
                .setParameter(1, storeId));
        Map<String, Integer> incoming = counts(em.createNativeQuery(
                        "select resource, count(*) from reference_staged where import_id = ?1 group by resource")
                .setParameter(1, importId));
        for (Resource resource : Resource.ALL) {
            int count = incoming.getOrDefault(resource.name(), 0);
            boolean before = existing.containsKey(resource.name());
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
        List<?> missing = query(
                        "select r.resource, r.body from reference_row r where r.store_id = ?1"
                                + " and r.resource = any (cast(?3 as text[])) and not exists (" + STAGED
                                + ") order by r.resource, r.position limit " + (MAX_FAULTS + 1),
                        storeId,
                        importId)
                .setParameter(
                        3,
                        Resource.ALL.stream()
                                .filter(resource -> !resource.marksDeletions())
                                .map(Resource::name)
                                .toArray(String[]::new))
                .getResultList();
        return missing.stream()
                .map(Object[].class::cast)
                .map(row -> RowRules.undeletable(
                        (String) row[0], ReferenceRows.parse((String) row[1]).getString("id"), "missing"))
                .toList();
    }

    /**
     * Returns a fault for each pair of rows of which a terminal would drop one: both incoming, or one incoming and one
     * missing.
     */
    private List<String> clashes(UUID storeId, UUID importId) {
        List<?> clashes = query(
                        "select u.resource, u.v, min(u.row_id), max(u.row_id), bool_or(u.left_out) from ("
                                + "select s.resource, s.row_id, s.live, false as left_out, unnest(s.unique_values) as v"
                                + " from reference_staged s where s.import_id = ?2 union all"
                                + " select r.resource, r.row_id, false, true, unnest(r.unique_values)"
                                + " from reference_row r where r.store_id = ?1 and not exists (" + STAGED
                                + ")) u group by u.resource, u.v having count(*) > 1 and bool_or(u.live)"
                                + " order by u.resource, u.v limit " + (MAX_FAULTS + 1),
                        storeId,
                        importId)
                .getResultList();
        return clashes.stream()
                .map(Object[].class::cast)
                .map(row -> clash((String) row[0], (String) row[1], (String) row[2], (String) row[3], (Boolean) row[4]))
                .toList();
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
        List<?> pairs = query(
                        "select s.position, s.body, s.cashier_code, r.cashier_code from reference_staged s"
                                + " join reference_row r on r.resource = s.resource and r.row_id = s.row_id"
                                + " where r.store_id = ?1 and s.import_id = ?2 and s.body = r.body"
                                + " and s.cashier_code is not null and r.cashier_code is not null",
                        storeId,
                        importId)
                .getResultList();
        for (Object pair : pairs) {
            Object[] row = (Object[]) pair;
            if (rows.sameCode((String) row[1], (byte[]) row[2], (byte[]) row[3])) {
                setCode(importId, ((Number) row[0]).intValue(), (byte[]) row[3]);
            }
        }
    }

    private void setCode(UUID importId, int position, byte[] code) {
        em.createNativeQuery("update reference_staged set cashier_code = ?4 where import_id = ?1 and resource = ?2"
                        + " and position = ?3")
                .setParameter(1, importId)
                .setParameter(2, Resource.CASHIERS)
                .setParameter(3, position)
                .setParameter(4, code)
                .executeUpdate();
    }

    private int updateExisting(UUID storeId, UUID importId, Resource resource, int from, OffsetDateTime now) {
        slice(
                        "insert into reference_history (store_id, resource, row_id, since, until, body)"
                                + " select r.store_id, r.resource, r.row_id, r.since, greatest(r.since, ?6), r.body"
                                + " from reference_row r," + CHANGED.substring(" from".length()),
                        storeId,
                        importId,
                        resource,
                        from)
                .setParameter(6, now)
                .executeUpdate();
        return slice(
                        "update reference_row r set body = s.body, cashier_code = s.cashier_code,"
                                + " unique_values = s.unique_values, since = greatest(r.since, ?6)" + CHANGED,
                        storeId,
                        importId,
                        resource,
                        from)
                .setParameter(6, now)
                .executeUpdate();
    }

    /** Appends new rows to their resource. */
    private int insertNew(UUID storeId, UUID importId, Resource resource, int from, OffsetDateTime now) {
        return slice(
                        "insert into reference_row (store_id, resource, position, row_id, body, cashier_code,"
                                + " unique_values, since) select ?1, s.resource, (select coalesce(max(m.position), -1)"
                                + " from reference_row m where m.store_id = ?1 and m.resource = ?3)"
                                + " + row_number() over (order by s.position), s.row_id, s.body, s.cashier_code,"
                                + " s.unique_values, ?6 from reference_staged s where" + IN_SLICE
                                + " and not exists (select from reference_row r where r.store_id = ?1"
                                + " and r.resource = s.resource and r.row_id = s.row_id)",
                        storeId,
                        importId,
                        resource,
                        from)
                .setParameter(6, now)
                .executeUpdate();
    }

    private Query slice(String sql, UUID storeId, UUID importId, Resource resource, int from) {
        return query(sql, storeId, importId)
                .setParameter(3, resource.name())
                .setParameter(4, from)
                .setParameter(5, from + SLICE);
    }

    /** Marks missing rows as deleted unless they already are; in pages, because it may be a whole catalogue. */
    private int deleteMissing(UUID storeId, UUID importId, Resource resource, OffsetDateTime now) {
        int changed = 0;
        int last = -1;
        while (true) {
            List<?> page = query(
                            "select r.position, r.row_id, r.body from reference_row r where r.store_id = ?1"
                                    + " and r.resource = ?3 and r.position > ?4 and not exists (" + STAGED
                                    + ") order by r.position limit " + PAGE,
                            storeId,
                            importId)
                    .setParameter(3, resource.name())
                    .setParameter(4, last)
                    .getResultList();
            for (Object found : page) {
                Object[] row = (Object[]) found;
                last = ((Number) row[0]).intValue();
                JsonObject old = ReferenceRows.parse((String) row[2]);
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

    private static Map<String, Integer> counts(Query query) {
        List<?> counts = query.getResultList();
        return counts.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).intValue()));
    }

    private Query query(String sql, UUID storeId, UUID importId) {
        return em.createNativeQuery(sql).setParameter(1, storeId).setParameter(2, importId);
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
