package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireFormTest {
    @Test
    void decimalsHaveExactlyTheColumnsDecimals() {
        assertEquals("55.0000", WireForm.decimal(new BigDecimal("55"), 4));
        assertEquals("45.00", WireForm.decimal(new BigDecimal("45.0000"), 2));
        assertEquals("1000000.0000", WireForm.decimal(new BigDecimal("1E+6"), 4));
        assertThrows(ArithmeticException.class, () -> WireForm.decimal(new BigDecimal("0.00001"), 4));
    }

    @Test
    void localTimesHaveMicrosecondsUnlessTheyAreZero() {
        LocalDateTime time = LocalDateTime.of(2026, 11, 22, 6, 16, 43, 157_783_999);
        assertEquals("2026-11-22T06:16:43.157783", WireForm.local(time));
        assertEquals("2026-11-22T06:16:43.000001", WireForm.local(time.withNano(1_000)));
        assertEquals("2026-11-22T06:16:43", WireForm.local(time.withNano(999)));
    }

    @Test
    void databaseTimesAreUtcInWholeSeconds() {
        assertEquals("2026-11-22T06:16:43", WireForm.utc(Instant.parse("2026-11-22T06:16:43.999Z")));
    }

    @Test
    void aRowHasAllColumnsInOrderAndRejectsOthers() {
        Table table = Table.of("id amount:4 rate:2? count=3 kind=sale flag=true day free");
        Table.Row row =
                table.row("x", Instant.EPOCH).set("day", LocalDate.EPOCH).set("amount", BigDecimal.TEN);
        assertEquals(
                "{id=x, amount=10.0000, rate=null, count=3, kind=sale, flag=true, day=1970-01-01, free=null, "
                        + "fk_cashier_create_id=null, fk_cashier_update_id=null, created_at=1970-01-01T00:00:00, "
                        + "updated_at=1970-01-01T00:00:00, is_deleted=false, delete_description=null, "
                        + "deleted_at=null, deleted_by=null}",
                row.values().toString());
        assertThrows(IllegalArgumentException.class, () -> row.set("colour", "red"));
    }

    @Test
    void theTablesHaveTheTerminalsNumberOfColumns() {
        List<Table> tables = List.of(
                Tables.HEAD,
                Tables.PRODUCT,
                Tables.PAYMENT,
                Tables.DISCOUNT,
                Tables.TAX,
                Tables.CHANGE,
                Tables.CLOSURE);
        assertEquals(
                List.of(56, 48, 50, 19, 24, 14, 42),
                tables.stream()
                        .map(t -> t.row("x", Instant.EPOCH).values().size())
                        .toList());
    }
}
