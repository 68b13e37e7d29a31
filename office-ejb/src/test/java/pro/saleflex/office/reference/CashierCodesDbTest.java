package pro.saleflex.office.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.reference.MasterData.CODE;
import static pro.saleflex.office.reference.MasterData.SAMPLE;
import static pro.saleflex.office.reference.MasterData.first;
import static pro.saleflex.office.reference.MasterData.ready;
import static pro.saleflex.office.reference.MasterData.replaced;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Parsed;
import pro.saleflex.office.testing.TestApplication;

/** Only terminals can read the cashiers' codes. */
@DatabaseTest
class CashierCodesDbTest {
    @Inject
    TestApplication app;

    @Inject
    StoreRef store;

    @Inject
    ReferenceData master;

    @Test
    void cashiersCodesCannotBeReadInTheTable() {
        master.importSnapshot(store, replaced("/data/cashiers/0/password", "\"code-918273645\""));

        assertEquals(
                "0",
                app.value("select count(*) from reference_row r where strpos(to_jsonb(r)::text, '918273645') > 0"
                        + " or strpos(encode(cashier_code, 'escape'), '918273645') > 0"));
        assertEquals(
                "1",
                app.value("select count(*) from reference_row where store_id = '" + store.id()
                        + "' and cashier_code is not null and length(cashier_code) = 12 + 14 + 16"));
        assertEquals(
                "code-918273645",
                first("cashiers", master.init(app.terminal(store, 1))).getString("password"));
    }

    @Test
    void theSameCodeIsEncryptedDifferentlyEachTime() {
        master.importSnapshot(store, SAMPLE);
        String select =
                "select encode(cashier_code, 'hex') from reference_row where cashier_code is not null and store_id = '"
                        + store.id() + "'";
        String before = app.value(select);
        master.importSnapshot(store, SAMPLE);
        assertEquals(before, app.value(select), "nothing changed");

        master.importSnapshot(store, replaced("/data/cashiers/0/name", "\"Another\""));
        assertNotEquals(before, app.value(select));
    }

    @Test
    void theKeyIsInASeparateFileThatOnlyItsOwnerCanRead() throws IOException {
        master.importSnapshot(store, SAMPLE);
        Path key = app.home().resolve("cashier-codes.key");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(32, Files.size(key));
    }

    @Test
    void theTextOfInitDataDoesNotShowACode() {
        master.importSnapshot(store, SAMPLE);
        assertFalse(ready(master.init(app.terminal(store, 1))).toString().contains(CODE));
    }

    @Test
    void aCodeMovedToAnotherRowCannotBeRead() {
        master.importSnapshot(store, SAMPLE);
        String id = Parsed.object(SAMPLE)
                .getJsonObject("data")
                .getJsonArray("cashiers")
                .getJsonObject(0)
                .getString("id");
        app.tamper("update reference_row set body = replace(body, '" + id + "', '" + UUID.randomUUID()
                + "') where resource = 'cashiers' and store_id = '" + store.id() + "'");

        TerminalRef terminal = app.terminal(store, 1);
        RuntimeException failure = assertThrows(RuntimeException.class, () -> master.init(terminal));
        String message = MasterData.message(IllegalStateException.class, failure);
        assertTrue(message.contains("Cashiers' codes cannot be read"), message);
    }
}
