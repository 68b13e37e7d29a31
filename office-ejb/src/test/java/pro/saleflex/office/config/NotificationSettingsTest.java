package pro.saleflex.office.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationSettingsTest {
    private static OfficeConfig with(Map<String, String> settings) {
        return new OfficeConfig(key -> Optional.ofNullable(settings.get(key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/office?x=1",
                "HTTPS://10.0.0.1:8443/",
                "http://127.0.0.1:8080/hook",
                "http://localhost/hook",
                "http://[::1]:8080/hook"
            })
    void aWebhookIsHttpsOrOnThisMachine(String url) {
        OfficeConfig config = with(Map.of("saleflex.office.webhook.url", url));

        assertTrue(config.webhookEnabled());
        assertEquals(Optional.of(URI.create(url)), config.webhookUrl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/office",
                "http://127.0.0.1.example.com/",
                "http://127.0.0.1@example.com/",
                "https://user:secret@example.com/",
                "http://169.254.169.254/latest",
                "file:///etc/passwd",
                "ftp://example.com/",
                "https:///nowhere",
                "/hook",
                "not an address"
            })
    void anyOtherWebhookIsRejected(String url) {
        OfficeConfig config = with(Map.of("saleflex.office.webhook.url", url));

        String fault =
                assertThrows(IllegalArgumentException.class, config::webhookUrl).getMessage();
        assertTrue(fault.contains("saleflex.office.webhook.url"), fault);
        assertFalse(fault.contains("secret"), fault);
    }

    @Test
    void everySettingHasItsDefault() {
        OfficeConfig config = with(Map.of());

        assertFalse(config.mailEnabled());
        assertFalse(config.webhookEnabled());
        assertEquals(Optional.empty(), config.webhookUrl());
        assertEquals(List.of(), config.mailTo());
        assertEquals("WARNING", config.alertLeastSeverity());
        assertEquals("en", config.alertLanguage());
        assertEquals(120, config.clockSkewLimit().toSeconds());
        assertEquals(10, config.documentsWaitingLimit().toMinutes());
        assertEquals(1024, config.diskWarningMegabytes());
    }

    @Test
    void readsGivenSettings() {
        OfficeConfig config = with(Map.of(
                "saleflex.office.mail.enabled", "true",
                "saleflex.office.mail.to", "a@example.com, b@example.com,",
                "saleflex.office.alert.severity", "critical"));

        assertTrue(config.mailEnabled());
        assertEquals(List.of("a@example.com", "b@example.com"), config.mailTo());
        assertEquals("CRITICAL", config.alertLeastSeverity());
        assertThrows(IllegalArgumentException.class, () -> with(Map.of("saleflex.office.alert.severity", "loud"))
                .alertLeastSeverity());
    }
}
