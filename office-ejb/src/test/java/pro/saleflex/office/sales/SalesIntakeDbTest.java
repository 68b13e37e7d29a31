package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.Taken;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.House;
import pro.saleflex.office.testing.Samples;

class SalesIntakeDbTest {
    @TempDir
    static Path home;

    static House house;

    @BeforeAll
    static void open() {
        house = new House(home);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Taken take(TerminalRef terminal, String... items) {
        return house.door(SalesIntake.class).accept(new HandOver(terminal, Source.REST, List.of(items), Map.of()));
    }

    @Test
    void storesADocumentOnceHoweverOftenItIsSent() {
        TerminalRef terminal = house.terminal();
        String item = Samples.item("transaction-full-tree-sale.json");

        assertEquals(new Taken.Done(1, 0), take(terminal, item));
        assertEquals(new Taken.Done(1, 0), take(terminal, item));

        assertEquals(
                "1", house.value("select count(*) from journal_entry where terminal_id = '" + terminal.id() + "'"));
        assertEquals(
                item, house.value("select payload from journal_entry where terminal_id = '" + terminal.id() + "'"));
        assertEquals(
                "315.0000",
                house.value("select total_amount from sales_document where terminal_id = '" + terminal.id() + "'"));
    }
}
