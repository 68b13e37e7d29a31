package pro.saleflex.office.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void anEmptyEnvironmentGivesTheDocumentedDefaults() throws Trouble {
        Settings settings = Settings.of(Map.of());

        assertEquals(Path.of(".office").toAbsolutePath().normalize(), settings.home());
        assertEquals(9000, settings.httpPort());
        assertEquals(15432, settings.databasePort());
        assertEquals(4848, settings.consolePort());
        assertEquals("office", settings.ownerPassword());
        assertEquals("1g", settings.heap());
        assertTrue(settings.demo());
        assertEquals(Duration.ofMinutes(5), settings.startTimeout());
    }

    @Test
    void theEnvironmentWinsAndBlankCountsAsAbsent() throws Trouble {
        Settings settings = Settings.of(Map.of(
                "OFFICE_HOME", "/srv/office/../store",
                "OFFICE_HTTP_PORT", " 19000 ",
                "OFFICE_DB_PORT", " ",
                "OFFICE_DEMO", "False",
                "OFFICE_HEAP", "768m"));

        assertEquals(Path.of("/srv/store"), settings.home());
        assertEquals(19000, settings.httpPort());
        assertEquals(15432, settings.databasePort());
        assertFalse(settings.demo());
        assertEquals("768m", settings.heap());
    }

    @ParameterizedTest
    @CsvSource({
        "OFFICE_HTTP_PORT, 0",
        "OFFICE_HTTP_PORT, 65536",
        "OFFICE_DB_PORT, http",
        "OFFICE_PAYARA_PORT, -1",
        "OFFICE_HEAP, lots",
        "OFFICE_DEMO, yes",
        "OFFICE_START_TIMEOUT, 0"
    })
    void namesTheInvalidSettingAndItsValue(String name, String value) {
        Trouble trouble = assertThrows(Trouble.class, () -> Settings.of(Map.of(name, value)));

        assertTrue(trouble.getMessage().contains(name), trouble.getMessage());
        assertTrue(trouble.getMessage().contains(value), trouble.getMessage());
    }

    @Test
    void portsMustDiffer() {
        assertThrows(Trouble.class, () -> Settings.of(Map.of("OFFICE_HTTP_PORT", "15432")));
    }
}
