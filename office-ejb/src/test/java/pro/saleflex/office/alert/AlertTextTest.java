package pro.saleflex.office.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.alert.delivery.OutgoingMessage;

class AlertTextTest {
    private static final Set<String> PERIPHERALS =
            Set.of("receipt_printer", "cash_drawer", "scanner", "scale", "customer_display", "payment_device");

    private static Properties texts(String language) throws IOException {
        String file = "alerts" + (language.equals("en") ? "" : "_" + language) + ".properties";
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(AlertText.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static Set<String> parameters(String text) {
        return AlertText.PARAMETER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> needed() {
        Map<String, Set<String>> needed = new HashMap<>();
        for (Severity severity : Severity.values()) {
            needed.put("severity." + severity, Set.of());
        }
        for (OutgoingMessage.Event event : OutgoingMessage.Event.values()) {
            needed.put("event." + event, Set.of());
        }
        needed.put("message.since", Set.of());
        PERIPHERALS.forEach(peripheral -> needed.put("peripheral." + peripheral, Set.of()));
        for (AlertKind kind : AlertKind.values()) {
            needed.put(kind + ".title", Set.of());
            kind.wordings().forEach((wording, parameters) -> {
                String prefix = wording.isEmpty() ? kind.name() : kind + "." + wording;
                needed.put(prefix + ".what", parameters);
                needed.put(prefix + ".means", Set.of());
                needed.put(prefix + ".todo", Set.of());
            });
        }
        return needed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "de", "fr", "ar"})
    void everyLanguageHasAllTextsWithExactlyTheirParameters(String language) throws IOException {
        Properties texts = texts(language);

        assertEquals(new TreeSet<>(needed().keySet()), new TreeSet<>(texts.stringPropertyNames()));
        needed().forEach((key, parameters) -> {
            String text = texts.getProperty(key);
            assertFalse(text.isBlank(), key);
            assertEquals(new TreeSet<>(parameters), parameters(text), key);
            assertFalse(text.replaceAll("\\{[a-z]+\\}", "").matches(".*[{}].*"), key + ": " + text);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "de", "fr", "ar"})
    void noTranslationRepeatsTheEnglishText(String language) throws IOException {
        Properties english = texts("en");
        Properties texts = texts(language);
        Set<String> same = texts.stringPropertyNames().stream()
                .filter(key -> texts.getProperty(key).equals(english.getProperty(key)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), same);
    }

    @Test
    void fillsInParametersVerbatim() {
        Map<String, String> parameters = Map.of("terminal", "POS-1 {store} $1\\", "store", "Corner shop");

        AlertText.Wording words = AlertText.of(AlertKind.SILENT, parameters, Locale.ENGLISH);

        assertEquals("Till silent", words.title());
        assertEquals("Till POS-1 {store} $1\\ in Corner shop has stopped reporting in.", words.what());
        assertTrue(words.todo().startsWith("Check that the till"), words.todo());
    }

    @Test
    void translatesAKnownDeviceAndShowsAnUnknownOneAsItIs() {
        Map<String, String> parameters = Map.of("terminal", "POS-1", "store", "Laden", "detail", "no paper");
        Map<String, String> printer = new HashMap<>(parameters);
        printer.put("peripheral", "receipt_printer");
        Map<String, String> unknown = new HashMap<>(parameters);
        unknown.put("peripheral", "fork_lift");

        assertEquals(
                "Kasse POS-1 in Laden meldet eine Störung: Bondrucker: no paper",
                AlertText.of(AlertKind.PERIPHERAL_ERROR, printer, Locale.GERMAN).what());
        assertEquals(
                "Till POS-1 in Laden reports a fault: fork_lift: no paper",
                AlertText.of(AlertKind.PERIPHERAL_ERROR, unknown, Locale.ENGLISH)
                        .what());
    }

    @Test
    void aLanguageWithoutTranslationGetsEnglish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMAN);
            Map<String, String> parameters = Map.of("number", "3");
            assertEquals(
                    "GATE unreachable",
                    AlertText.of(AlertKind.GATE_LINK_DOWN, parameters, Locale.JAPANESE)
                            .title());
            assertEquals(
                    "GATE nicht erreichbar",
                    AlertText.of(AlertKind.GATE_LINK_DOWN, parameters, Locale.forLanguageTag("de-AT"))
                            .title());
        } finally {
            Locale.setDefault(before);
        }
    }
}
