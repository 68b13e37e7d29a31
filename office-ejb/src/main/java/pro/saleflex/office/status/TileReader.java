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
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.zone.StoreZone;

/** Builds tiles from rows and from data read for all terminals at once. */
final class TileReader {
    /** A blocked terminal shows as such at once, even before the next check has updated its state. */
    static final String STATE = "case when t.blocked then 'BLOCKED' else coalesce(c.state, 'NEVER_SEEN') end";

    static final String SQL = "select t.id, s.id, s.office_code, s.store_code, s.name, s.time_zone, s.currency,"
            + " cast(s.day_start as text), t.code,"
            + " t.number, t.name, t.blocked, t.trusted_networks, " + STATE
            + ", coalesce(c.state_since, t.created_at), c.last_seen, c.last_heartbeat, c.interval_seconds, c.activity,"
            + " c.cashier, c.software_version, c.uptime_seconds, c.open_closure_number, c.last_receipt_number,"
            + " c.waiting_documents, c.oldest_waiting_since, c.clock_skew_ms, c.peripherals, c.health, c.network,"
            + " c.shortened,"
            + " coalesce(c.gaps, 0), coalesce(c.changed_no, 0) from terminal t join store s on s.id = t.store_id"
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

    Tile tile(Row row, Instant stripFrom) {
        UUID id = row.id();
        StoreRef store = store(row);
        String code = row.text();
        int number = row.number().intValue();
        String name = row.text();
        boolean blocked = row.flag();
        List<String> trusted = split(row.text());
        TerminalState state = TerminalState.valueOf(row.text());
        return new Tile(
                id,
                store,
                code,
                number,
                name,
                blocked,
                trusted,
                state,
                row.instant(),
                row.instant(),
                row.instant(),
                toInteger(row.number()),
                reported(row),
                sales.get(id),
                today.getOrDefault(id, DayFigures.EMPTY),
                row.number(),
                StatusHistory.stretches(
                        changes.getOrDefault(id, List.of()), TerminalStatus.withoutLate(state), stripFrom, now),
                row.number());
    }

    private static StoreRef store(Row row) {
        return new StoreRef(
                row.id(),
                row.text(),
                row.text(),
                row.text(),
                StoreZone.of(row.text()),
                row.text(),
                LocalTime.parse(row.text()));
    }

    /** The current business day of each row's store, by terminal. Does not advance the rows. */
    static Map<UUID, LocalDate> days(List<Row> rows, Instant now) {
        Map<StoreRef, LocalDate> ofStores = new HashMap<>();
        Map<UUID, LocalDate> days = new HashMap<>();
        for (Row row : rows) {
            Row copy = row.restart();
            days.put(copy.id(), ofStores.computeIfAbsent(store(copy), store -> store.businessDay(now)));
        }
        return days;
    }

    private static Tile.Reported reported(Row row) {
        String activity = row.text();
        String cashier = row.text();
        String version = row.text();
        Long uptime = row.number();
        Long closure = row.number();
        Long receipt = row.number();
        Long waiting = row.number();
        Instant oldest = row.instant();
        Long skew = row.number();
        List<Peripheral> peripherals = Peripheral.list(row.text());
        String health = row.text();
        return new Tile.Reported(
                activity,
                cashier,
                version,
                uptime,
                closure,
                receipt,
                waiting,
                oldest,
                skew,
                peripherals,
                health(health, "disk_free_mb"),
                health(health, "memory_free_mb"),
                row.text(),
                split(row.text()));
    }

    private static List<String> split(String list) {
        return list == null ? List.of() : List.of(list.split(",", -1));
    }

    private static Integer toInteger(Long number) {
        return number == null ? null : number.intValue();
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
