package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.testing.EverySample;
import pro.saleflex.office.testing.Samples;

class DocumentContentTest {
    private static final int DOCUMENTS = 400;

    private final Random random = new Random(42);

    private static byte[] content(String json) {
        return DocumentContent.of(json, "head").sha256();
    }

    private static void assertSameContent(String left, String right) {
        assertArrayEquals(content(left), content(right), () -> left + "\nand\n" + right);
    }

    private static void assertOtherContent(String left, String right) {
        assertFalse(Arrays.equals(content(left), content(right)), () -> left + "\nand\n" + right);
    }

    private static String with(String member, String value) {
        return "{\"head\":{\"id\":\"1\",\"" + member + "\":" + value + "}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"55", "55.0", "5.5E1", "5.5e+1", "0.55E2", "550e-1", "\"55\"", "\"55.0\"", "\"55.0000\""})
    void everySpellingOfANumberIsTheSameContent(String form) {
        assertSameContent(with("total_amount", "\"55.0000\""), with("total_amount", form));
        assertSameContent(with("a_member_nobody_knows", "55"), with("a_member_nobody_knows", form));
    }

    @Test
    void anEmptyListIsTheSameAsNone() {
        assertSameContent(with("tags", "null"), with("tags", "[]"));
        assertSameContent(with("part", "{\"a\":1,\"rows\":[]}"), with("part", "{\"a\":1}"));
        assertSameContent(with("part", "[{\"id\":\"x\",\"rows\":[]}]"), with("part", "[{\"id\":\"x\"}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-0", "-0.0", "0e7", "\"0\"", "\"0.0000\"", "\"-0.00\""})
    void everySpellingOfZeroIsTheSameContent(String zero) {
        assertSameContent(with("tip_amount", "0"), with("tip_amount", zero));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "total_amount | \"55.0000\" | \"55.0001\"",
                "total_amount | 55.01 | 55.02",
                "total_amount | \"-1.00\" | \"1.00\"",
                "total_amount | 1E3 | 1E-3",
                "total_amount | 9007199254740993 | 9007199254740992",
                "total_amount | 0.1000000000000000055511151231257827 | 0.1",
                "product_code | \"0055\" | \"55\"",
                "product_code | \"1.50\" | \"1.5\"",
                "product_code | \"55\" | 55",
                "a_member_nobody_knows | \"0055\" | \"55\"",
                "a_member_nobody_knows | \"1E3\" | 1000",
                "a_member_nobody_knows | \"+1\" | 1",
                "a_member_nobody_knows | \"1.\" | 1",
                "a_member_nobody_knows | \".5\" | 0.5",
                "a_member_nobody_knows | \"\" | null",
                "a_member_nobody_knows | \" 1\" | \"1\"",
                "note_text | \"1.50\" | \"1.5\"",
                "note_text | \"a\" | \"A\"",
                "note_text | \"a\" | \"a \"",
                "note_text | \"caf\u00e9\" | \"cafe\u0301\"",
                "note_text | \"2026-11-22T06:16:43\" | \"2026-11-22T06:16:43.000\"",
                "is_cancel | true | false",
                "is_cancel | 1 | 0",
                "is_cancel | true | 2",
                "is_cancel | true | \"TRUE\"",
                "is_cancel | null | false",
                "a_member_nobody_knows | true | 1",
                "a_member_nobody_knows | true | \"true\"",
                "closure_number | 4 | 5",
                "closure_number | \"4\" | \"4.5\"",
                "closure_number | \"4\" | \" 4\"",
                "closure_number | \"4\" | \"four\"",
                "order_number | \"4\" | 4",
                "order_number | \"4\" | \"4.0\"",
                "total_amount | \"1E3\" | \"1E4\"",
                "total_amount | \".\" | 0",
                "id | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\" | \"7ea3ef27-e2e9-4528-a4e0-689e1888df21\"",
                "fk_store_id | \"store-A\" | \"store-a\"",
                "fk_store_id | \"1.50\" | \"1.5\"",
                "fk_store_id | \"01\" | \"1\"",
                "fk_store_id | \"-0\" | \"0\"",
                "merchant_id | \"7EA3EF27E2E94528A4E0689E1888DF20\" | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\"",
                "merchant_id | \"1.50\" | \"1.5\"",
                "merchant_id | \"2026-11-22T06:16:43\" | \"2026-11-22T06:16:43.0\"",
                "note_text | \"7EA3EF27E2E94528A4E0689E1888DF20\" | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\"",
                "grid | \"7EA3EF27E2E94528A4E0689E1888DF20\" | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\"",
                "transaction_date_time | \"2026-11-22 06:16:43\" | \"2026-11-22 06:16:44\"",
                "transaction_date_time | \"2026-11-22T24:00\" | \"2026-11-22T00:00\"",
                "transaction_date_time | \"2026-11-22T24:01\" | \"2026-11-23T00:01\"",
                "transaction_date_time | \"2026-11-22\" | \"2026-11-22T00:00\"",
                "a_member_nobody_knows | \"2026-11-22 06:16:43\" | \"2026-11-22T06:16:43\"",
                "closure_date | \"2026-11-22\" | \"2026-11-23\"",
                "closure_date | \"2026-11-22\" | \"2026-11-22+3\"",
                "closure_date | \"2026-11-22\" | \"2026-11-22T00:00\"",
                "tags | [1,2] | [2,1]",
                "tags | [null] | []",
                "tags | [[]] | []",
                "tags | [[1],[2]] | [[1,2]]",
                "tags | [{\"a\":1},{\"a\":2}] | [{\"a\":2},{\"a\":1}]",
                "tags | [{\"id\":\"a\"},{\"id\":\"a\"}] | [{\"id\":\"a\"}]",
                "tags | [{\"id\":\"a\"},{\"x\":1}] | [{\"x\":1},{\"id\":\"a\"}]",
                "part | {} | null",
                "part | {\"a\":{\"b\":1}} | {\"a\":1,\"b\":1}",
                "part | {\"updated\":1} | {\"updated\":2}",
                "a,b | 1 | 2",
                "transaction_date_time | \"2026-11-22T06:16:43.157783\" | \"2026-11-22T06:16:43.157784\"",
                "transaction_date_time | \"2026-11-22T06:16:43\" | \"2026-11-22T06:16:43Z\"",
                "transaction_date_time | \"2026-11-22T06:16:43\" | \"2026-11-22T06:16:34\"",
                "transaction_date_time | \"2026-11-22T06:16:43+03:00\" | \"2026-11-22T06:16:43+02:00\"",
                "created_at | \"2026-11-22T06:16:43+03:00\" | \"2026-11-22T06:16:43\"",
                "a_member_nobody_knows | \"ABCD-EF-GHT1234.50\" | \"ABCD-EF-GHT1234.5\"",
                "a_member_nobody_knows | \"2026-11-22T06h16\" | \"2026-11-22T06h16:00\"",
                "a_member_nobody_knows | \"2026-11-22Txx:xx:xx.\" | \"2026-11-22Txx:xx:xx\""
            })
    void distinguishesDifferentContent(String member, String left, String right) {
        assertOtherContent(with(member, left), with(member, right));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction_date_time | \"2026-11-22T06:16:43\" | \"2026-11-22T06:16:43.000000\"",
                "transaction_date_time | \"2026-11-22T06:16\" | \"2026-11-22T06:16:00\"",
                "transaction_date_time | \"2026-11-22T06:16:00.0\" | \"2026-11-22T06:16\"",
                "transaction_date_time | \"2026-11-22T06:16:43.157\" | \"2026-11-22T06:16:43.157000\"",
                "transaction_date_time | \"2026-11-22T06:16:43.1\" | \"2026-11-22T06:16:43.100000000\"",
                "transaction_date_time | \"2026-11-22T06:16:43Z\" | \"2026-11-22T09:16:43+03:00\"",
                "is_cancel | true | 1",
                "is_cancel | true | \"true\"",
                "is_cancel | true | \"1\"",
                "is_cancel | false | 0",
                "is_cancel | false | \"false\"",
                "is_cancel | false | \"0\"",
                "tax_inclusive | true | 1",
                "closure_number | 4 | \"4\"",
                "closure_number | 4 | 4.0",
                "receipt_number | \"42\" | \"42.0\"",
                "receipt_number | 42 | \"+42\"",
                "pos_id | 1 | \"1.0\"",
                "total_amount | 55 | \"+0055.00\"",
                "total_amount | 1000 | \"1E3\"",
                "total_amount | 0.5 | \".5\"",
                "total_amount | \"12345678.000\" | \"+12345678\"",
                "id | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\" | \"7EA3EF27-E2E9-4528-A4E0-689E1888DF20\"",
                "id | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\" | \"7ea3ef27e2e94528a4e0689e1888df20\"",
                "fk_odd_id | \"7ea3ef27e2e94528a4e0689e1888df20\" | \"7EA3EF27E2E9-4528A4E0-689E1888DF20\"",
                "fk_odd_id | \"12345678123412341234123456789012\" | \"12345678-1234-1234-1234-123456789012\"",
                "approved_by | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\" | \"7EA3EF27E2E94528A4E0689E1888DF20\"",
                "e_invoice_uuid | \"7ea3ef27-e2e9-4528-a4e0-689e1888df20\" | \"7EA3EF27E2E94528A4E0689E1888DF20\"",
                "merchant_id | \"123\" | \"123\"",
                "transaction_date_time | \"2026-11-22T06:16:43\" | \"2026-11-22 06:16:43.0\"",
                "transaction_date_time | \"2026-11-22T06:16:43\" | \"2026-11-22t06:16:43\"",
                "transaction_date_time | \"2026-11-22 06:16:43Z\" | \"2026-11-22T09:16:43+03:00\"",
                "transaction_date_time | \"2026-11-22T24:00\" | \"2026-11-23T00:00:00\"",
                "transaction_date_time | \"2026-11-22 24:00:00Z\" | \"2026-11-23T01:00+01:00\"",
                "created_at | \"2026-11-22 06:16\" | \"2026-11-22T06:16:00Z\"",
                "closure_date | \"2026-11-22\" | \"2026-11-22Z\"",
                "closure_date | \"2026-11-22\" | \"2026-11-22+03:00\"",
                "created_at | \"2026-11-22T06:16:43\" | \"2026-11-22T06:16:43Z\"",
                "created_at | \"2026-11-22T06:16\" | \"2026-11-22T06:16:00.000Z\"",
                "created_at | \"2026-11-22T06:16:43.5\" | \"2026-11-22T08:16:43.500+02:00\"",
                "note_text | \"caf\u00e9 \ud83d\ude00\" | \"\\u0063af\\u00E9 \\ud83d\\uDE00\"",
                "note_text | \"a/b\" | \"a\\/b\"",
                "note_text | \"\ud83d\" | \"\\ud83d\"",
                "a_member_nobody_knows | null | null",
                "part | {\"a\":1,\"b\":null} | {\"b\":null,\"a\":1.0}",
                "tags | [{\"id\":\"a\",\"x\":1},{\"id\":\"b\"}] | [{\"id\":\"b\"},{\"x\":1,\"id\":\"a\"}]"
            })
    void otherSpellingsAreTheSameContent(String member, String left, String right) {
        assertSameContent(with(member, left), with(member, right));
    }

    @Test
    void nullIsTheSameAsAbsent() {
        assertSameContent("{\"head\":{\"id\":\"1\"}}", "{\"fiscal\":null,\"head\":{\"x\":null,\"id\":\"1\"}}");
    }

    @Test
    void membersThatTheTerminalChangesOnResendingDoNotCount() {
        String touched = "{\"head\":{\"id\":\"1\",\"updated_at\":\"2026-11-22T06:16:43\"},\"payments\":[{\"id\":\"2\","
                + "\"fk_cashier_update_id\":\"3\",\"payment_total\":1}]}";
        String again = "{\"head\":{\"id\":\"1\",\"updated_at\":\"2026-11-23T07:17:44\",\"fk_cashier_update_id\":\"4\"},"
                + "\"payments\":[{\"id\":\"2\",\"payment_total\":1}]}";

        assertSameContent(touched, again);
        assertOtherContent(touched, again.replace("\"payment_total\":1", "\"payment_total\":2"));
    }

    @Test
    void comparesAbsurdNumbersCharacterByCharacter() {
        String digits = "9".repeat(3_000);

        assertSameContent(with("x", digits), with("x", digits));
        assertOtherContent(with("x", digits), with("x", digits + "9"));
        assertOtherContent(with("x", "1e999999999"), with("x", "1e999999998"));
        assertOtherContent(with("x", "1e99999999999"), with("x", "1e99999999998"));
        assertOtherContent(with("x", "100e2147483647"), with("x", "100e2147483646"));
        assertOtherContent(with("total_amount", "\"100e2147483647\""), with("total_amount", "\"100e2147483646\""));
        assertOtherContent(with("total_amount", "\"1e99999999999\""), with("total_amount", "\"1e99999999998\""));
    }

    @Test
    void findsTheIdOnlyInTheIdentifyingPart() {
        assertEquals(
                Optional.of("1"),
                DocumentContent.of("{\"a\":{\"id\":\"0\"},\"head\":{\"id\":\"1\"}}", "head")
                        .id());
        assertEquals(
                Optional.empty(),
                DocumentContent.of("{\"id\":\"0\",\"a\":{\"head\":{\"id\":\"1\"}}}", "head")
                        .id());
        assertEquals(
                Optional.empty(),
                DocumentContent.of("{\"head\":[{\"id\":\"1\"}]}", "head").id());
        assertEquals(
                Optional.empty(),
                DocumentContent.of("{\"head\":{\"id\":1}}", "head").id());
        assertEquals(
                Optional.of("1"),
                DocumentContent.of("{\"closure\":{\"id\":\"1\"}}", "closure").id());
    }

    @Test
    void handsOutACopyOfItsHash() {
        DocumentContent content = DocumentContent.of("{}", "head");
        content.sha256()[0]++;

        assertArrayEquals(content("{}"), content.sha256());
    }

    @EverySample
    void everyChangedDigitOfARealDocumentIsDifferentContent(String sample) {
        String item =
                Samples.item(sample).replaceAll("\"(updated_at|fk_cashier_update_id)\":\"[^\"]*\"", "\"$1\":null");
        byte[] content = content(item);
        StringBuilder changed = new StringBuilder(item);
        for (int i = 0; i < item.length(); i++) {
            char c = item.charAt(i);
            boolean inName = item.startsWith("last4", i - 4);
            if (c >= '1' && c <= '9' && !inName) { // a changed 0 may be one without meaning
                changed.setCharAt(i, c == '9' ? '8' : (char) (c + 1));
                assertFalse(Arrays.equals(content, content(changed.toString())), changed.substring(0, i + 1));
                changed.setCharAt(i, c);
            }
        }
        assertArrayEquals(content, content(changed.toString()));
    }

    @Test
    void everySpellingOfARandomDocumentIsTheSameContent() {
        for (int i = 0; i < DOCUMENTS; i++) {
            Map<String, Object> document = document();
            byte[] content = content(written(document, UnaryOperator.identity()));
            for (int k = 0; k < 2; k++) {
                String other = written(document, this::respelled);
                assertArrayEquals(
                        content, content(other), () -> written(document, UnaryOperator.identity()) + "\nand\n" + other);
            }
        }
    }

    @Test
    void everyChangeOfARandomDocumentIsDifferentContent() {
        for (int i = 0; i < DOCUMENTS; i++) {
            Map<String, Object> document = document();
            String before = written(document, UnaryOperator.identity());
            change(document);
            assertOtherContent(before, written(document, this::respelled));
        }
    }

    // Documents as trees: maps, lists and leaves. A leaf knows its spellings and how to change.

    private interface Leaf {
        String written();

        Leaf respelled(Random random);

        Leaf changed(Random random);
    }

    private record Amount(BigDecimal value, String written) implements Leaf {
        Amount(BigDecimal value) {
            this(value, '"' + value.toPlainString() + '"');
        }

        @Override
        public Leaf respelled(Random random) {
            BigDecimal longer = value.setScale(value.scale() + random.nextInt(4), RoundingMode.UNNECESSARY);
            return new Amount(
                    value,
                    switch (random.nextInt(4)) {
                        case 0 -> '"' + longer.toPlainString() + '"';
                        case 1 -> longer.toPlainString();
                        case 2 -> longer.unscaledValue() + "E" + -longer.scale();
                        default -> value.stripTrailingZeros().toString();
                    });
        }

        @Override
        public Leaf changed(Random random) {
            BigDecimal step = BigDecimal.valueOf(random.nextBoolean() ? 1 : -1, 2 + random.nextInt(3));
            return new Amount(value.add(step));
        }
    }

    private record Text(String value, String written) implements Leaf {
        Text(String value) {
            this(value, quoted(value, false));
        }

        private static String quoted(String value, boolean escaped) {
            StringBuilder text = new StringBuilder("\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (escaped || c < ' ' || c == '"' || c == '\\') {
                    text.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
                } else {
                    text.append(c);
                }
            }
            return text.append('"').toString();
        }

        @Override
        public Leaf respelled(Random random) {
            return new Text(value, quoted(value, random.nextBoolean()));
        }

        @Override
        public Leaf changed(Random random) {
            int at = random.nextInt(value.length() + 1);
            return new Text(value.substring(0, at) + "0" + value.substring(at));
        }
    }

    private record Moment(Instant value, String written) implements Leaf {
        Moment(Instant value) {
            this(value, '"' + value.toString() + '"');
        }

        @Override
        public Leaf respelled(Random random) {
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(900 * (random.nextInt(96) - 48));
            return new Moment(value, '"' + value.atOffset(offset).toString() + '"');
        }

        @Override
        public Leaf changed(Random random) {
            return new Moment(value.plusNanos(random.nextBoolean() ? 1_000 : 60_000_000_000L));
        }
    }

    private record WallClock(LocalDateTime value, String written) implements Leaf {
        WallClock(LocalDateTime value) {
            this(value, '"' + value.toString() + '"');
        }

        @Override
        public Leaf respelled(Random random) {
            String pattern = (random.nextBoolean() ? "uuuu-MM-dd'T'HH:mm:ss" : "uuuu-MM-dd HH:mm:ss")
                    + (random.nextBoolean() ? ".SSSSSS" : ".SSSSSSSSS");
            return new WallClock(
                    value,
                    '"' + DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(value) + '"');
        }

        @Override
        public Leaf changed(Random random) {
            return new WallClock(value.plusNanos(random.nextBoolean() ? 1_000 : 1_000_000_000));
        }
    }

    private record Id(UUID value, String written) implements Leaf {
        Id(UUID value) {
            this(value, '"' + value.toString() + '"');
        }

        @Override
        public Leaf respelled(Random random) {
            String hyphens = random.nextBoolean() ? written : written.replace("-", "");
            return new Id(value, random.nextBoolean() ? hyphens : hyphens.toUpperCase(Locale.ROOT));
        }

        @Override
        public Leaf changed(Random random) {
            return new Id(new UUID(
                    value.getMostSignificantBits(), value.getLeastSignificantBits() ^ 1L << random.nextInt(64)));
        }
    }

    private record Whole(long value, String written) implements Leaf {
        Whole(long value) {
            this(value, String.valueOf(value));
        }

        @Override
        public Leaf respelled(Random random) {
            return new Whole(
                    value,
                    switch (random.nextInt(5)) {
                        case 0 -> value + ".0";
                        case 1 -> value + "e0";
                        case 2 -> "\"" + value + "\"";
                        case 3 -> "\"" + value + ".00\"";
                        default -> value < 0 ? "\"" + value + "E0\"" : "\"+0" + value + "\"";
                    });
        }

        @Override
        public Leaf changed(Random random) {
            return new Whole(value + (random.nextBoolean() ? 1 : -1));
        }
    }

    private record Yes(boolean value, String written) implements Leaf {
        Yes(boolean value) {
            this(value, String.valueOf(value));
        }

        @Override
        public Leaf respelled(Random random) {
            String spelling = random.nextBoolean() ? String.valueOf(value) : value ? "1" : "0";
            return new Yes(value, random.nextBoolean() ? spelling : '"' + spelling + '"');
        }

        @Override
        public Leaf changed(Random random) {
            return new Yes(!value);
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("head", row());
        for (String list : List.of("payments", "products", "unknown_rows")) {
            List<Object> rows = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                rows.add(row());
            }
            document.put(list, rows);
        }
        document.put("unknown_part", part(3));
        return document;
    }

    private Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", new Id(new UUID(random.nextLong(), random.nextLong())));
        row.put("fk_odd_id", new Id(new UUID(random.nextLong(), random.nextLong())));
        row.put("merchant_id", new Text(text()));
        row.put("approved_by", new Text(text()));
        row.put("receipt_number", new Whole(random.nextLong() >> random.nextInt(64)));
        row.put("transaction_date_time", new WallClock(time()));
        row.put("served_at", new Moment(time().toInstant(ZoneOffset.UTC)));
        row.putAll(part(2));
        return row;
    }

    private Map<String, Object> part(int depth) {
        Map<String, Object> part = new LinkedHashMap<>();
        List<String> amounts = List.of("total_amount", "unit_price", "quantity", "caf\u00e9", "");
        List<String> texts = List.of("note_text", "product_code", "product_name", "country_data_json");
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            part.put(amounts.get(random.nextInt(amounts.size())), new Amount(amount()));
            part.put(texts.get(random.nextInt(texts.size())), new Text(text()));
        }
        part.put("is_cancel", new Yes(random.nextBoolean()));
        if (depth > 0 && random.nextBoolean()) {
            part.put("inner", part(depth - 1));
            List<Object> plain = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                plain.add(random.nextBoolean() ? new Amount(amount()) : part(depth - 1));
            }
            part.put("plain", plain);
        }
        return part;
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(7));
    }

    private LocalDateTime time() {
        LocalDateTime second = LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(random.nextInt(30_000_000));
        return random.nextInt(3) == 0 ? second : second.plusNanos(1_000L * random.nextInt(1_000_000));
    }

    private String text() {
        List<String> pieces = List.of(
                "1.50",
                "0055",
                "a",
                "\u00e9",
                "\u6f22",
                "\ud83d\ude00",
                "\"",
                "\\",
                "\n",
                "\0",
                " ",
                "2026-11-22T06:16:43.500",
                "{\"a\":1}",
                ",",
                ":",
                "null");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private Object respelled(Object node) {
        if (node instanceof Leaf leaf) {
            return leaf.respelled(random);
        }
        if (node instanceof List<?> list) {
            List<Object> rows = new ArrayList<>(list);
            if (rows.stream().allMatch(row -> row instanceof Map<?, ?> map && map.containsKey("id"))) {
                Collections.shuffle(rows, random);
            }
            return rows;
        }
        List<Map.Entry<?, ?>> members = new ArrayList<>(((Map<?, ?>) node).entrySet());
        Collections.shuffle(members, random);
        Map<Object, Object> other = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            other.put("nothing_" + random.nextInt(10), null);
            other.put("updated_at", new Text("2026-11-22T06:16:" + random.nextInt(60)));
        }
        members.forEach(member -> other.put(member.getKey(), member.getValue()));
        return other;
    }

    private String written(Object node, UnaryOperator<Object> spelling) {
        StringBuilder json = new StringBuilder();
        write(json, node, spelling);
        return json.toString();
    }

    private void write(StringBuilder json, Object node, UnaryOperator<Object> spelling) {
        Object spelled = node == null ? null : spelling.apply(node);
        if (spelled instanceof Leaf leaf) {
            json.append(leaf.written());
        } else if (spelled instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.append(separator).append('"').append(member.getKey()).append("\" : ");
                write(json, member.getValue(), spelling);
                separator = ",\n";
            }
            json.append('}');
        } else if (spelled instanceof List<?> list) {
            String separator = "";
            json.append('[');
            for (Object element : list) {
                json.append(separator);
                write(json, element, spelling);
                separator = " ,";
            }
            json.append(']');
        } else {
            json.append("null");
        }
    }

    /** Makes one random change that counts, anywhere in the document. */
    private void change(Map<String, Object> document) {
        List<Runnable> changes = new ArrayList<>();
        collectChanges(document, changes);
        assertTrue(changes.size() > 4);
        changes.get(random.nextInt(changes.size())).run();
    }

    private void collectChanges(Object node, List<Runnable> changes) {
        if (node instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked")
            Map<String, Object> map = (Map<String, Object>) node;
            changes.add(() -> map.put("is_one_more", new Yes(true)));
            map.forEach((name, value) -> {
                if (!List.of().equals(value)) { // an empty list is the same as none
                    changes.add(() -> map.remove(name));
                }
                if (value instanceof Leaf leaf) {
                    changes.add(() -> map.put(name, leaf.changed(random)));
                } else {
                    collectChanges(value, changes);
                }
            });
        } else {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) node;
            changes.add(() -> list.add(new Amount(amount())));
            if (list.size() > 1 && list.get(0) instanceof Amount first && list.get(1) instanceof Map<?, ?>) {
                changes.add(() -> {
                    list.set(0, list.get(1));
                    list.set(1, first);
                });
            }
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                if (list.get(i) instanceof Leaf leaf) {
                    changes.add(() -> list.set(at, leaf.changed(random)));
                } else {
                    collectChanges(list.get(i), changes);
                }
            }
        }
    }
}
