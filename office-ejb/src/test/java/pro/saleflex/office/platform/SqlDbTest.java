package pro.saleflex.office.platform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TransactionRequiredException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Transactions;

@DatabaseTest
class SqlDbTest {
    private static final UUID ID = UUID.fromString("0b2f9d1c-6f0e-4e0a-9f0b-6f4a3f1f8a11");
    private static final Instant TIME = Instant.parse("2026-03-29T00:59:59.999999Z");

    @Inject
    TestApplication app;

    @Inject
    StoreRef store;

    @Inject
    EntityManager em;

    private Sql query(String sql) {
        return Sql.query(em, sql);
    }

    private static void fails(String message, Executable use) {
        String actual = assertThrows(IllegalStateException.class, use).getMessage();
        assertTrue(actual.startsWith(message), actual);
    }

    @Test
    void valuesComeBackAsTheyWereSet() {
        byte[] bytes = {0, 1, -1};
        List<Object> values = query(
                        "select cast(:id as uuid) as id, cast(:text as text) as text,"
                                + " cast(:number as bigint) as number, cast(:amount as numeric) as amount,"
                                + " cast(:flag as boolean) as flag, cast(:time as timestamptz) as time,"
                                + " cast(:day as date) as day, cast(:bytes as bytea) as bytes, cast(:constant as text) as constant")
                .set("id", ID)
                .set("text", "it's :text, 100 %")
                .set("number", Long.MAX_VALUE)
                .set("amount", new BigDecimal("12.3400"))
                .set("flag", true)
                .set("time", TIME)
                .set("day", LocalDate.of(2026, 3, 29))
                .set("bytes", bytes)
                .set("constant", DayOfWeek.MONDAY)
                .single(row -> {
                    assertArrayEquals(bytes, row.bytes("bytes"));
                    return List.of(
                            row.id("id"),
                            row.text("text"),
                            row.number("number"),
                            row.numberOrNull("number"),
                            row.amount("amount"),
                            row.flag("flag"),
                            row.instant("time"),
                            row.utc("time"),
                            row.day("day"),
                            row.text("constant"));
                });

        assertEquals(
                List.of(
                        ID,
                        "it's :text, 100 %",
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        new BigDecimal("12.3400"),
                        true,
                        TIME,
                        OffsetDateTime.parse("2026-03-29T00:59:59.999999Z"),
                        LocalDate.of(2026, 3, 29),
                        "MONDAY"),
                values);
    }

    @Test
    void nullsComeBackAsTheyWereSet() {
        query(
                        "select cast(:id as uuid) as id, cast(:text as text) as text, cast(:number as bigint) as number,"
                                + " cast(:amount as numeric) as amount, cast(:flag as boolean) as flag,"
                                + " cast(:time as timestamptz) as time, cast(:day as date) as day, cast(:bytes as bytea) as bytes")
                .set("id", null)
                .set("text", null)
                .set("number", null)
                .set("amount", null)
                .set("flag", null)
                .set("time", null)
                .set("day", null)
                .set("bytes", null)
                .list(row -> {
                    assertNull(row.id("id"));
                    assertNull(row.text("text"));
                    assertNull(row.numberOrNull("number"));
                    assertNull(row.integerOrNull("number"));
                    assertNull(row.amount("amount"));
                    assertNull(row.instant("time"));
                    assertNull(row.utc("time"));
                    assertNull(row.day("day"));
                    assertNull(row.bytes("bytes"));
                    fails("Column number is null", () -> row.number("number"));
                    fails("Column number is null", () -> row.integer("number"));
                    fails("Column flag is null", () -> row.flag("flag"));
                    return row;
                });
    }

    @Test
    void timesAreCutToMicroseconds() {
        Instant finer = TIME.plusNanos(999);
        List<Instant> times = query("select cast(:time as timestamptz) as time"
                        + " union all select * from unnest(cast(:instants as timestamptz[]))"
                        + " union all select * from unnest(cast(:utc as timestamptz[]))")
                .set("time", finer)
                .set("instants", List.of(finer))
                .set("utc", List.of(OffsetDateTime.parse("2026-03-29T02:59:59.999999999+02:00")))
                .list(row -> row.instant("time"));

        assertEquals(List.of(TIME, TIME, TIME), times);
    }

    @Test
    void collectionsBecomeArrays() {
        String sql = "select a.n from unnest(cast(:ids as uuid[]), cast(:numbers as bigint[]), cast(:texts as text[]),"
                + " cast(:days as date[]), cast(:states as text[])) as a (id, n, text, day, state)"
                + " where a.id = any (cast(:ids as uuid[])) and a.text = 'b, \"c\"' and a.day = '2026-01-02'"
                + " and a.state = 'TUESDAY'";
        List<Long> numbers = query(sql)
                .set("ids", List.of(UUID.randomUUID(), ID))
                .set("numbers", Arrays.asList(1L, null))
                .set("texts", List.of("a", "b, \"c\""))
                .set("days", List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)))
                .set("states", List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY))
                .list(row -> row.numberOrNull("n"));
        assertEquals(Arrays.asList((Long) null), numbers);

        assertEquals(
                List.of(),
                query(sql)
                        .set("ids", List.of())
                        .set("numbers", List.of())
                        .set("texts", List.of())
                        .set("days", List.of())
                        .set("states", List.of())
                        .list(row -> row.number("n")));
    }

    @Test
    void castsAndQuotedTextAreNotParameters() {
        String found = query("select ':a''s :b' || (array['x', 'y'])[1:1]::text || :c||':d' as \":e\"")
                .set("c", "C")
                .single(row -> row.text(":e"));

        assertEquals(":a's :b{x}C:d", found);
    }

    @Test
    void numbersThatAreTooLargeAreNotCut() {
        Long number = query("select 2147483648 as number").single(row -> row.number("number"));
        assertEquals(2147483648L, number);
        assertThrows(ArithmeticException.class, () -> query("select 2147483648 as number")
                .single(row -> row.integer("number")));
    }

    @Test
    void rowsAreListedMappedAndGrouped() {
        String sql = "select i / 2 as half, cast(i as text) as text from generate_series(1, 3) as i order by i desc";

        assertEquals(List.of("3", "2", "1"), query(sql).list(row -> row.text("text")));
        assertEquals(Optional.of("3"), query(sql).first(row -> row.text("text")));
        assertEquals(
                Map.of("3", 1, "2", 1, "1", 0), query(sql).map(row -> row.text("text"), row -> row.integer("half")));
        assertEquals(
                Map.of(1, List.of("3", "2"), 0, List.of("1")),
                query(sql).groups(row -> row.integer("half"), row -> row.text("text")));
        fails("Two rows are of 1", () -> query(sql).map(row -> row.integer("half"), row -> row));
        fails("3 rows instead of one", () -> query(sql).single(row -> row));
    }

    @Test
    void withoutRowsThereIsNothing() {
        String sql = "select 1 as one where false";

        assertEquals(List.of(), query(sql).list(row -> row));
        assertEquals(Optional.empty(), query(sql).first(row -> row));
        assertEquals(Map.of(), query(sql).map(row -> row, row -> row));
        fails("0 rows instead of one", () -> query(sql).single(row -> row));
    }

    @Test
    void wrongNamesAreToldTogetherWithTheRightOnes() {
        query("select 1 as one, 'x' as two").list(row -> {
            fails("No column id, there are [one, two]", () -> row.id("id"));
            fails("Column two holds a String, not a Number", () -> row.number("two"));
            return row;
        });
        fails("Two columns are named count", () -> query("select count(*), count(1)")
                .list(row -> row));
        fails("Parameter a is not set", () -> query("select :a").list(row -> row));
        fails("Parameter a is set twice", () -> query("select :a").set("a", 1).set("a", 2));
        fails(
                "Parameters [a, b] are set, [a] are in",
                () -> query("select cast(:a as int)").set("a", 1).set("b", 2).list(row -> row));
    }

    @Test
    void updatesTellHowMuchTheyChangedAndReturnRows() {
        Transactions.run(() -> {
            String set = "update store set name = :name where id = :id";
            assertEquals(1, query(set).set("name", "Old").set("id", store.id()).update());
            assertEquals(0, query(set).set("name", "Old").set("id", ID).update());
            assertEquals(
                    List.of("New"),
                    query(set + " returning name")
                            .set("name", "New")
                            .set("id", store.id())
                            .list(row -> row.text("name")));
        });

        assertEquals("New", app.value("select name from store where id = '" + store.id() + "'"));
    }

    @Test
    void onlyUpdatesNeedATransaction() {
        assertThrows(TransactionRequiredException.class, () -> query("delete from journal_flag")
                .update());
        assertEquals(
                Optional.of("A store"),
                query("select name from store where id = :id")
                        .set("id", store.id())
                        .first(row -> row.text("name")));
    }
}
