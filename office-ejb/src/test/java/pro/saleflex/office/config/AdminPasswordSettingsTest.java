package pro.saleflex.office.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminPasswordSettingsTest {
    private static final String KEY = "saleflex.office.admin.password.generated";
    private static final String FORMER_KEY = "saleflex.office.admin.password.made.up";

    private static OfficeConfig with(Map<String, String> settings) {
        return new OfficeConfig(key -> Optional.ofNullable(settings.get(key)));
    }

    @Test
    void aPasswordIsNotGeneratedUnlessASettingSaysSo() {
        assertFalse(with(Map.of()).adminPasswordGenerated());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFormerKeyIsStillRead(boolean value) {
        assertEquals(value, with(Map.of(FORMER_KEY, Boolean.toString(value))).adminPasswordGenerated());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewKeyWinsOverTheFormerOne(boolean value) {
        OfficeConfig config = with(Map.of(KEY, Boolean.toString(value), FORMER_KEY, Boolean.toString(!value)));

        assertEquals(value, config.adminPasswordGenerated());
    }
}
