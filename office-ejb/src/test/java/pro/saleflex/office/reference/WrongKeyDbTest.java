package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Database;
import pro.saleflex.office.testing.TestApplication;

/** A database that was restored without the key that belongs to it. */
class WrongKeyDbTest {

    private static TerminalRef terminal(TestApplication house) {
        return house.door(Terminals.class).refs().get(0);
    }

    @Test
    void withAnotherKeyTheCodesCannotBeReadAndTheMessageSaysWhatToDo(@TempDir Path first, @TempDir Path second)
            throws IOException {
        Database database = Database.create();
        try (TestApplication house = new TestApplication(first, Map.of(), database)) {
            TerminalRef terminal = house.terminal();
            house.door(ReferenceData.class).importSnapshot(terminal.store(), MasterData.SAMPLE);
        }
        byte[] key = Files.readAllBytes(first.resolve("cashier-codes.key"));

        try (TestApplication house = new TestApplication(second, Map.of(), database)) {
            Files.write(second.resolve("cashier-codes.key"), new byte[32]);
            StoreRef store = terminal(house).store();
            String changed = "update reference_version set version = version + 1";
            house.tamper(changed); // or what was assembled before is still remembered
            RuntimeException failure = assertThrows(RuntimeException.class, () -> house.door(ReferenceData.class)
                    .init(terminal(house)));
            String message = MasterData.message(IllegalStateException.class, failure);
            assertTrue(message.startsWith("Cashiers'"), message);
            assertTrue(
                    message.contains("cashier-codes.key") && message.contains("import the master data again"), message);

            assertEquals(
                    List.of(),
                    house.door(ReferenceData.class)
                            .importSnapshot(store, MasterData.SAMPLE)
                            .faults(),
                    "importing again mends it");
            assertTrue(house.door(ReferenceData.class).init(terminal(house)) instanceof InitData.Ready);
        }
        assertArrayEquals(key, Files.readAllBytes(first.resolve("cashier-codes.key")), "a key is never written over");
    }

    @Test
    void aKeyOfTheWrongLengthIsNamed(@TempDir Path home) throws IOException {
        Files.write(home.resolve("cashier-codes.key"), new byte[5]);
        try (TestApplication house = new TestApplication(home)) {
            StoreRef store = house.terminal().store();
            RuntimeException failure = assertThrows(RuntimeException.class, () -> house.door(ReferenceData.class)
                    .importSnapshot(store, MasterData.SAMPLE));

            String message = MasterData.message(UncheckedIOException.class, failure);
            assertTrue(message.startsWith("The key file") && message.contains("cashier-codes.key"), message);
            assertEquals(0, house.door(ReferenceData.class).version(store));
        }
    }
}
