package pro.saleflex.office.status;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.platform.Sql;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.zone.StoreZone;

/** Builds tiles from rows and from data read for all terminals at once. */
final class TileReader {
    /** A blocked terminal shows as such at once, even before the next check has updated its state. */
    static final String STATE = "case when t.blocked then 'BLOCKED' else coalesce(c.state, 'NEVER_SEEN') end";

    static final String SQL = "select t.id, s.id as store_id, s.office_code, s.store_code, s.name as store_name,"
            + " s.time_zone, s.currency, cast(s.day_start as text) as day_start, t.code,"
            + " t.number, t.name, t.blocked, t.trusted_networks, " + STATE
            + " as state, coalesce(c.state_since, t.created_at) as state_since, c.last_seen, c.last_heartbeat, c.interval_seconds, c.activity,"
            + " c.cashier, c.software_version, c.uptime_seconds, c.open_closure_number, c.last_receipt_number,"
            + " c.waiting_documents, c.oldest_waiting_since, c.clock_skew_ms, c.peripherals, c.health, c.network,"
            + " c.shortened,"
            + " coalesce(c.gaps, 0) as gaps, coalesce(c.changed_no, 0) as changed_no from terminal t join store s on s.id = t.store_id"
            + " left join terminal_status c on c.terminal_id = t.id";

    static final Comparator<Tile> WORST_FIRST = Comparator.comparing(Tile::state)
            .thenComparing(tile -> tile.store().officeCode())
            .thenComparing(tile -> tile.store().storeCode())
            .thenComparing(Tile::number);

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final Map<UUID, DayFigures> today;
    private final Map<UUID, Instant> sales;
    private final Map<UUID, List<StatusBoard.Change>> changes;
    private final Instant now;

    TileReader(
            Map<UUID, DayFigures> today,
            Map<UUID, Instant> sales,
            Map<UUID, List<StatusBoard.Change>> changes,
            Instant now) {
        this.today = today;
        this.sales = sales;
        this.changes = changes;
        this.now = now;
    }

    Tile tile(Sql.Row row, Instant stripFrom) {
        UUID id = row.id("id");
        TerminalState state = TerminalState.valueOf(row.text("state"));
        return new Tile(
                id,
                store(row),
                row.text("code"),
                row.integer("number"),
                row.text("name"),
                row.flag("blocked"),
                split(row.text("trusted_networks")),
                state,
                row.instant("state_since"),
                row.instant("last_seen"),
                row.instant("last_heartbeat"),
                row.integerOrNull("interval_seconds"),
                reported(row),
                sales.get(id),
                today.getOrDefault(id, DayFigures.EMPTY),
                row.number("gaps"),
                StatusHistory.stretches(
                        changes.getOrDefault(id, List.of()), TerminalStatus.withoutLate(state), stripFrom, now),
                row.number("changed_no"));
    }

    private static StoreRef store(Sql.Row row) {
        return new StoreRef(
                row.id("store_id"),
                row.text("office_code"),
                row.text("store_code"),
                row.text("store_name"),
                StoreZone.of(row.text("time_zone")),
                row.text("currency"),
                LocalTime.parse(row.text("day_start")));
    }

    /** The current business day of each row's store, by terminal. */
    static Map<UUID, LocalDate> days(List<Sql.Row> rows, Instant now) {
        Map<StoreRef, LocalDate> ofStores = new HashMap<>();
        Map<UUID, LocalDate> days = new HashMap<>();
        rows.forEach(
                row -> days.put(row.id("id"), ofStores.computeIfAbsent(store(row), store -> store.businessDay(now))));
        return days;
    }

    private static Tile.Reported reported(Sql.Row row) {
        String health = row.text("health");
        return new Tile.Reported(
                row.text("activity"),
                row.text("cashier"),
                row.text("software_version"),
                row.numberOrNull("uptime_seconds"),
                row.numberOrNull("open_closure_number"),
                row.numberOrNull("last_receipt_number"),
                row.numberOrNull("waiting_documents"),
                row.instant("oldest_waiting_since"),
                row.numberOrNull("clock_skew_ms"),
                Peripheral.list(row.text("peripherals")),
                health(health, "disk_free_mb"),
                health(health, "memory_free_mb"),
                row.text("network"),
                split(row.text("shortened")));
    }

    private static List<String> split(String list) {
        return list == null ? List.of() : List.of(list.split(",", -1));
    }

    /** A number in {@link Heartbeat#health()}; null: absent. */
    static Long health(String json, String name) {
        if (json == null) {
            return null;
        }
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            return reader.readObject().get(name) instanceof JsonNumber number ? number.longValue() : null;
        }
    }
}
