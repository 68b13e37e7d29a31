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

/** A database restored without the key that belongs to it. */
class WrongKeyDbTest {

    private static TerminalRef terminal(TestApplication app) {
        return app.bean(Terminals.class).refs().get(0);
    }

    @Test
    void theMessageForAWrongKeySaysWhatToDo(@TempDir Path first, @TempDir Path second) throws IOException {
        Database database = Database.create();
        try (TestApplication app = new TestApplication(first, Map.of(), database)) {
            TerminalRef terminal = app.terminal();
            app.bean(ReferenceData.class).importSnapshot(terminal.store(), MasterData.SAMPLE);
        }
        byte[] key = Files.readAllBytes(first.resolve("cashier-codes.key"));

        try (TestApplication app = new TestApplication(second, Map.of(), database)) {
            Files.write(second.resolve("cashier-codes.key"), new byte[32]);
            StoreRef store = terminal(app).store();
            String changed = "update reference_version set version = version + 1";
            app.tamper(changed); // otherwise the cached version would be used
            RuntimeException failure = assertThrows(
                    RuntimeException.class, () -> app.bean(ReferenceData.class).init(terminal(app)));
            String message = MasterData.message(IllegalStateException.class, failure);
            assertTrue(message.startsWith("Cashiers'"), message);
            assertTrue(
                    message.contains("cashier-codes.key") && message.contains("import the master data again"), message);

            assertEquals(
                    List.of(),
                    app.bean(ReferenceData.class)
                            .importSnapshot(store, MasterData.SAMPLE)
                            .faults(),
                    "importing again fixes it");
            assertTrue(app.bean(ReferenceData.class).init(terminal(app)) instanceof InitData.Ready);
        }
        assertArrayEquals(key, Files.readAllBytes(first.resolve("cashier-codes.key")), "a key is never overwritten");
    }

    @Test
    void aKeyOfTheWrongLengthIsNamed(@TempDir Path home) throws IOException {
        Files.write(home.resolve("cashier-codes.key"), new byte[5]);
        try (TestApplication app = new TestApplication(home)) {
            StoreRef store = app.terminal().store();
            RuntimeException failure = assertThrows(RuntimeException.class, () -> app.bean(ReferenceData.class)
                    .importSnapshot(store, MasterData.SAMPLE));

            String message = MasterData.message(UncheckedIOException.class, failure);
            assertTrue(message.startsWith("The key file") && message.contains("cashier-codes.key"), message);
            assertEquals(0, app.bean(ReferenceData.class).version(store));
        }
    }
}
