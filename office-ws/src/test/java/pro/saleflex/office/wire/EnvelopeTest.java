package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.terminal.TerminalCodes;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnvelopeTest {
    private static final String CODES = "\"office_code\":\"O\",\"store_code\":\"S\",\"terminal_code\":\"T\"";
    private static final int MAX_ITEMS = 500;

    private final Random random = new Random(20261122);

    private static Envelope read(String json) {
        return Envelope.withItems(json, "transactions", MAX_ITEMS);
    }

    private static void assertRejected(int status, String message, String json) {
        Problem problem = assertThrows(Problem.class, () -> read(json));
        assertEquals(status, problem.getResponse().getStatus());
        assertEquals(message, problem.getMessage());
    }

    private static String sample(String name) throws IOException {
        try (InputStream file = EnvelopeTest.class.getResourceAsStream("/samples/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void returnsEveryItemCharacterForCharacterWhateverItsPosition() {
        for (int i = 0; i < 3_000; i++) {
            List<String> items = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                items.add(object(4));
            }
            List<String> members = new ArrayList<>(List.of(
                    "\"office_code\"" + space() + ":" + space() + "\"O\"",
                    "\"store_code\":\"S\"",
                    "\"terminal_code\" :\"T\"",
                    "\"pos_id\":" + value(1),
                    "\"sequences\":[{\"name\":\"ReceiptNumber\",\"value\":3}]",
                    "\"transactions\"" + space() + ":" + space() + "[" + space()
                            + String.join(space() + "," + space(), items) + space() + "]"));
            for (int k = random.nextInt(4); k > 0; k--) {
                members.add("\"unknown_" + k + "\":" + value(4));
            }
            Collections.shuffle(members, random);
            String json =
                    space() + "{" + space() + String.join(space() + "," + space(), members) + space() + "}" + space();

            Envelope envelope = read(json);

            assertEquals(items, envelope.items());
            assertEquals(new TerminalCodes("O", "S", "T"), envelope.codes());
            assertEquals(Map.of("ReceiptNumber", 3L), envelope.counters().values());
        }
    }

    /** The parser reads in chunks: no length may shift an item by a character. */
    @Test
    void returnsItemsAfterMembersOfAnyLength() {
        for (int length = 0; length < 12_000; length += 1 + random.nextInt(31)) {
            String filler = "\u00e9\ud83d\ude00".repeat(length / 3) + "x".repeat(length % 3);
            String item = "{\"head\":{\"note_text\":\"" + filler + "\",\"" + filler + "\":[{}]}}";
            String json =
                    "{" + CODES + ",\"x\":{\"y\":\"" + filler + "\"},\"transactions\":[" + item + ",{}," + item + "]}";

            assertEquals(List.of(item, "{}", item), read(json).items());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction-cash-sale.json",
                "transaction-split-payment-with-campaign.json",
                "transaction-cancelled.json",
                "transaction-full-tree-sale.json",
                "transaction-return.json"
            })
    void readsARealRequest(String name) throws IOException {
        String json = sample(name);

        Envelope envelope = read(json);

        assertEquals(1, envelope.items().size());
        String item = envelope.items().get(0);
        assertTrue(json.contains(item));
        try (JsonReader all = Json.createReader(new StringReader(json));
                JsonReader one = Json.createReader(new StringReader(item))) {
            assertEquals(all.readObject().getJsonArray("transactions").get(0), one.readValue());
        }
        assertEquals(new TerminalCodes("OFFICE-001", "STORE-001", "POS-001"), envelope.codes());
        assertEquals(2, envelope.counters().values().size());
    }

    @Test
    void readsRealClosuresAndCounters() throws IOException {
        assertEquals(
                1,
                Envelope.withItems(sample("closure.json"), "closures", MAX_ITEMS)
                        .items()
                        .size());

        Envelope counters = Envelope.withCounters(sample("sequences.json"));
        assertEquals(2, counters.counters().values().size());
        assertEquals(new TerminalCodes("OFFICE-001", "STORE-001", "POS-001"), counters.codes());
    }

    @Test
    void keepsItemsThatAreNotObjects() {
        assertEquals(
                List.of("1", "\"a\"", "null", "[{\"a\":[1]}]", "true", "{ }"),
                read("{" + CODES + ",\"transactions\":[1,\"a\",null,[{\"a\":[1]}], true ,{ }]}")
                        .items());
    }

    @ParameterizedTest
    @ValueSource(strings = {"office_code", "store_code", "terminal_code"})
    void requiresEachOfTheThreeCodes(String code) {
        String missing = "'" + code + "' is missing or blank. Check the terminal's settings.";
        String body = "{\"transactions\":[]," + CODES + "}";
        for (String value : List.of("null", "\"\"", "\" \\t\"", "7", "true", "{\"a\":\"O\"}", "[\"O\"]")) {
            Envelope envelope =
                    read(body.replaceAll("(\"" + code + "\":)\"[OST]\"", "$1" + value.replace("\\", "\\\\")));
            Problem problem = assertThrows(Problem.class, envelope::codes, value);
            assertEquals(400, problem.getResponse().getStatus());
            assertEquals(missing, problem.getMessage());
        }
        Envelope envelope = read(body.replace(code, "other_code"));
        assertEquals(missing, assertThrows(Problem.class, envelope::codes).getMessage());
    }

    @Test
    void takesCodesExactlyAsWritten() {
        assertEquals(
                new TerminalCodes(" O", "\u00e9", "T\ud83d\ude00"),
                read("{\"transactions\":[],\"office_code\":\" O\",\"store_code\":\"\\u00e9\",\"terminal_code\":\"T\ud83d\ude00\"}")
                        .codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s}",
                "{%s,\"transactions\":null}",
                "{%s,\"transactions\":{}}",
                "{%s,\"transactions\":\"[]\"}",
                "{%s,\"transactions\":1}",
                "{%s,\"closures\":[]}",
                "{%s,\"x\":{\"transactions\":[]}}"
            })
    void requiresTheList(String body) {
        assertRejected(400, "'transactions' must be a list.", body.replace("%s", CODES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"{}\"", "true"})
    void requiresAnObject(String body) {
        assertRejected(400, "The body must be a JSON object.", body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"transactions\":[]",
                "{\"transactions\":[}",
                "{\"transactions\":[{}}",
                "{\"transactions\":[{]}",
                "{\"transactions\":[{",
                "{\"transactions\":[{\"head\":{}",
                "{\"transactions\":[{\"a\" \"b\"}]}",
                "{\"transactions\":[{\"a\":[}]}]}",
                "{\"x\":{",
                "{\"x\":[[",
                "{\"x\":{,},\"transactions\":[]}",
                "{\"transactions\":[{\"a\":\"b]}",
                "{\"transactions\":[{},]}",
                "{\"transactions\":[],}",
                "{\"transactions\" []}",
                "{transactions:[]}",
                "{'transactions':[]}",
                "{\"transactions\":[01]}",
                "{\"transactions\":[NaN]}",
                "{\"transactions\":[\"a\nb\"]}",
                "{\"transactions\":[\"\\x\"]}",
                "{\"transactions\":[]}}",
                "{\"transactions\":[]} x",
                "{\"transactions\":[]}]",
                "\ufeff{\"transactions\":[]}",
                "// \n{\"transactions\":[]}"
            })
    void rejectsUnreadableJson(String body) {
        assertRejected(400, "The body is not readable JSON.", body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"transactions\":[]} {}", "{\"transactions\":[]}\n{\"transactions\":[]}"})
    void rejectsContentAfterTheObject(String body) {
        assertEquals(
                400, assertThrows(Problem.class, () -> read(body)).getResponse().getStatus());
    }

    @Test
    void survivesADamagedBody() throws IOException {
        String body = sample("transaction-cash-sale.json");
        for (int i = 0; i < 3_000; i++) {
            int at = random.nextInt(body.length());
            StringBuilder damaged = new StringBuilder(body);
            switch (random.nextInt(3)) {
                case 0 -> damaged.setLength(at);
                case 1 -> damaged.deleteCharAt(at);
                default -> damaged.setCharAt(at, "{}[]\",:\\ 0".charAt(random.nextInt(10)));
            }
            try {
                read(damaged.toString());
            } catch (Problem problem) {
                assertEquals(400, problem.getResponse().getStatus());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%c,\"transactions\":[],\"x\":%s}",
                "{%c,\"transactions\":[{\"x\":%s}]}",
                "{%c,\"transactions\":[%s]}",
                "{%c,\"transactions\":[],\"sequences\":[%s]}"
            })
    void survivesExcessiveNesting(String body) {
        String json = body.replace("%c", CODES).replace("%s", "[".repeat(50_000) + "]".repeat(50_000));
        try {
            read(json);
        } catch (Problem problem) {
            assertEquals(400, problem.getResponse().getStatus());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%c,\"transactions\":[],\"x\":%s}",
                "{%c,\"transactions\":[{\"x\":%s}]}",
                "{%c,\"transactions\":[%s]}",
                "{%c,\"transactions\":[],\"sequences\":[{\"name\":\"a\",\"value\":%s}]}"
            })
    void survivesExcessiveNumbers(String body) {
        for (String number : List.of("9".repeat(5_000), "1e1000000000", "0." + "1".repeat(5_000))) {
            String json = body.replace("%c", CODES).replace("%s", number);
            try {
                assertEquals(Map.of(), read(json).counters().values());
            } catch (Problem problem) {
                assertEquals(400, problem.getResponse().getStatus());
            }
        }
    }

    @Test
    void acceptsAsManyItemsAsAllowedAndNoMore() {
        String full = "{" + CODES + ",\"transactions\":[" + "{},".repeat(MAX_ITEMS - 1) + "{}]}";

        assertEquals(MAX_ITEMS, read(full).items().size());
        assertRejected(
                413,
                "More than 500 items in one request. Send them in several.",
                "{" + CODES + ",\"transactions\":[" + "{},".repeat(MAX_ITEMS) + "{}]}");
        assertRejected(
                413,
                "More than 500 items in one request. Send them in several.",
                "{" + CODES + ",\"transactions\":[" + "1,".repeat(MAX_ITEMS) + "1]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"ReceiptNumber\",\"value\":3} | 3",
                "{\"value\":3,\"x\":[],\"name\":\"ReceiptNumber\"} | 3",
                "{\"name\":\"ReceiptNumber\",\"value\":\"3\"} | 3",
                "{\"name\":\"ReceiptNumber\",\"value\":\" 3 \"} | 3",
                "{\"name\":\"ReceiptNumber\",\"value\":-3} | -3",
                "{\"name\":\"ReceiptNumber\",\"value\":42.0} | 42",
                "{\"name\":\"ReceiptNumber\",\"value\":\"42.00\"} | 42",
                "{\"name\":\"ReceiptNumber\",\"value\":999999999999999999} | 999999999999999999",
                "{\"name\":\"ReceiptNumber\",\"value\":3},{\"name\":\"ReceiptNumber\",\"value\":5} | 5",
                "{\"name\":\"ReceiptNumber\",\"value\":5},{\"name\":\"ReceiptNumber\",\"value\":3} | 5"
            })
    void readsACounterAndTheHighestValueOfARepeatedName(String sequences, long value) {
        String body = "{" + CODES + ",\"pos_id\":1,\"transactions\":[],\"sequences\":[" + sequences + "]}";

        assertEquals(Map.of("ReceiptNumber", value), read(body).counters().values());
        assertEquals(
                Map.of("ReceiptNumber", value),
                Envelope.withCounters(body).counters().values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\",\"value\":3}",
                "{\"name\":\" \",\"value\":3}",
                "{\"name\":null,\"value\":3}",
                "{\"name\":7,\"value\":3}",
                "{\"name\":\"a\\u0000b\",\"value\":3}",
                "{\"value\":3}",
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"value\":null}",
                "{\"name\":\"a\",\"value\":3.5}",
                "{\"name\":\"a\",\"value\":\"3.5\"}",
                "{\"name\":\"a\",\"value\":\"three\"}",
                "{\"name\":\"a\",\"value\":\"\"}",
                "{\"name\":\"a\",\"value\":true}",
                "{\"name\":\"a\",\"value\":[3]}",
                "{\"name\":\"a\",\"value\":9999999999999999999}",
                "{\"name\":\"a\",\"value\":1e999999999}",
                "3",
                "null",
                "\"a\"",
                "[]"
            })
    void skipsInvalidCountersNextToDocumentsAndRejectsThemAlone(String sequence) {
        String sequences = "\"sequences\":[{\"name\":\"b\",\"value\":4}," + sequence + "]}";

        Envelope beside = read("{" + CODES + ",\"transactions\":[]," + sequences);
        assertEquals(Map.of("b", 4L), beside.counters().values());
        assertEquals(1, beside.counters().skipped());
        Problem problem =
                assertThrows(Problem.class, () -> Envelope.withCounters("{" + CODES + ",\"pos_id\":1," + sequences));
        assertEquals(400, problem.getResponse().getStatus());
        assertTrue(problem.getMessage().startsWith("'sequences[1]."), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "\"a\""})
    void skipsSequencesThatAreNotAListNextToDocumentsAndRejectsThemAlone(String sequences) {
        PushedCounters beside = read("{" + CODES + ",\"transactions\":[],\"sequences\":" + sequences + "}")
                .counters();

        assertEquals(Map.of(), beside.values());
        assertEquals(1, beside.skipped());
        Problem problem = assertThrows(
                Problem.class,
                () -> Envelope.withCounters("{" + CODES + ",\"pos_id\":1,\"sequences\":" + sequences + "}"));
        assertEquals("'sequences' must be a list.", problem.getMessage());
    }

    @Test
    void skipsANumberTooLongForTheParser() {
        String digits = "9".repeat(5_000);

        Envelope beside = read("{\"pos_id\":" + digits + "," + CODES + ",\"transactions\":[{}," + digits + ",[" + digits
                + "]],\"sequences\":[{\"name\":\"a\",\"value\":" + digits + "},{\"name\":\"b\",\"value\":4}]}");
        assertEquals(List.of("{}", digits, "[" + digits + "]"), beside.items());
        assertEquals(Map.of("b", 4L), beside.counters().values());
        assertEquals(1, beside.counters().skipped());
    }

    @Test
    void missingSequencesMeanNoCounters() {
        for (String member : List.of("", ",\"sequences\":null", ",\"sequences\":[]")) {
            PushedCounters beside =
                    read("{" + CODES + ",\"transactions\":[]" + member + "}").counters();
            assertEquals(Map.of(), beside.values());
            assertEquals(0, beside.skipped());
            assertEquals(
                    Map.of(),
                    Envelope.withCounters("{" + CODES + ",\"pos_id\":1" + member + "}")
                            .counters()
                            .values());
        }
    }

    @Test
    void skipsTooLongNamesAndCountersBeyondAThousand() {
        String fits = "n".repeat(200);
        String sequences = IntStream.range(0, 998)
                .mapToObj(i -> ",{\"name\":\"c" + i + "\",\"value\":1}")
                .collect(Collectors.joining());
        String most = "{\"name\":\"" + fits + "\",\"value\":1},{\"name\":\"n" + fits + "\",\"value\":1}" + sequences;

        PushedCounters beside = read("{" + CODES + ",\"transactions\":[],\"sequences\":[" + most
                        + ",{\"name\":\"one more\",\"value\":1}]}")
                .counters();
        assertEquals(999, beside.values().size());
        assertTrue(beside.values().containsKey(fits));
        assertEquals(2, beside.skipped());
        Problem problem = assertThrows(
                Problem.class,
                () -> Envelope.withCounters("{" + CODES + ",\"pos_id\":1,\"sequences\":[{\"name\":\"a\",\"value\":1},"
                        + "{\"name\":\"b\",\"value\":1}" + sequences + ",{\"name\":\"one more\",\"value\":1}]}"));
        assertEquals(413, problem.getResponse().getStatus());
    }

    @Test
    void requiresAPosIdForCountersAlone() {
        for (String body : List.of("{" + CODES + ",\"sequences\":[]}", "{\"pos_id\":null," + CODES + "}")) {
            Problem problem = assertThrows(Problem.class, () -> Envelope.withCounters(body));
            assertEquals(400, problem.getResponse().getStatus());
            assertEquals("'pos_id' is missing.", problem.getMessage());
        }
        assertEquals(
                new TerminalCodes("O", "S", "T"),
                Envelope.withCounters("{" + CODES + ",\"pos_id\":1}").codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"one\"", "1.5", "true", "{}", "[1]", "99999999999999999999"})
    void requiresThePosIdToBeAWholeNumber(String posId) {
        Problem problem =
                assertThrows(Problem.class, () -> Envelope.withCounters("{" + CODES + ",\"pos_id\":" + posId + "}"));

        assertEquals("'pos_id' must be a whole number.", problem.getMessage());
    }

    @Test
    void readsItemsWhateverThePosId() {
        for (String id : List.of("1", "\"1\"", "null", "{}", "[[]]")) {
            assertEquals(
                    List.of("{}"),
                    read("{\"pos_id\":" + id + "," + CODES + ",\"transactions\":[{}]}")
                            .items());
        }
    }

    // Random JSON, as text.

    private String space() {
        StringBuilder space = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            space.append(" \t\r\n".charAt(random.nextInt(4)));
        }
        return space.toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> string();
            case 1 ->
                List.of("0", "-1", "55.0000", "5.5E1", "1e-7", "12345678901234567890.5")
                        .get(random.nextInt(6));
            case 2 -> "true";
            case 3 -> "null";
            case 4 -> "false";
            case 5, 6 -> object(depth - 1);
            default -> array(depth - 1);
        };
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = random.nextInt(4) == 0 ? "\"transactions\"" : string();
            members.add(space() + name + space() + ":" + space() + value(depth) + space());
        }
        return "{" + (members.isEmpty() ? space() : String.join(",", members)) + "}";
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(space() + value(depth) + space());
        }
        return "[" + (elements.isEmpty() ? space() : String.join(",", elements)) + "]";
    }

    private String string() {
        List<String> pieces = List.of(
                "a",
                " ",
                "\u00e9",
                "\u6f22",
                "\ud83d\ude00",
                "\\\"",
                "\\\\",
                "\\/",
                "\\n",
                "\\u0000",
                "\\ud83d",
                "\\uD83D\\uDE00",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "'",
                "//",
                "\u2028",
                "\u007f");
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.append('"').toString();
    }
}
