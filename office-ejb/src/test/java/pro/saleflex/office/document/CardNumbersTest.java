package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.stream.JsonParser;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    private static final int CARDS = 10_000;
    private static final int IDS = 100_000;
    private static final String CARD = "4111111111111111";
    private static final String MASKED = "411111******1111";

    private final Random random = new Random(20261122);

    /** A scheme's numbers: a range of prefixes of equal length, and the possible lengths. */
    record Scheme(String name, int firstPrefix, int lastPrefix, int shortest, int longest, int step) {
        @Override
        public String toString() {
            return name + " " + firstPrefix;
        }
    }

    static List<Scheme> schemes() {
        return List.of(
                new Scheme("Visa", 4, 4, 13, 19, 3),
                new Scheme("Mastercard", 51, 55, 16, 16, 1),
                new Scheme("Mastercard", 2221, 2720, 16, 16, 1),
                new Scheme("American Express", 34, 34, 15, 15, 1),
                new Scheme("American Express", 37, 37, 15, 15, 1),
                new Scheme("Diners Club", 300, 305, 14, 19, 1),
                new Scheme("Diners Club", 309, 309, 14, 19, 1),
                new Scheme("Diners Club", 36, 36, 14, 19, 1),
                new Scheme("Diners Club", 38, 39, 14, 19, 1),
                new Scheme("Discover", 6011, 6011, 16, 19, 1),
                new Scheme("Discover", 644, 649, 16, 19, 1),
                new Scheme("Discover", 65, 65, 16, 19, 1),
                new Scheme("JCB", 3528, 3589, 16, 19, 1),
                new Scheme("UnionPay", 62, 62, 16, 19, 1),
                new Scheme("UnionPay", 8100, 8171, 16, 19, 1),
                new Scheme("Maestro", 5018, 5018, 13, 19, 1),
                new Scheme("Maestro", 5020, 5020, 13, 19, 1),
                new Scheme("Maestro", 5038, 5038, 13, 19, 1),
                new Scheme("Maestro", 5893, 5893, 13, 19, 1),
                new Scheme("Maestro", 6304, 6304, 13, 19, 1),
                new Scheme("Maestro", 6761, 6763, 13, 19, 1),
                new Scheme("Mir", 2200, 2204, 16, 19, 1),
                new Scheme("BORICA", 2205, 2205, 16, 16, 1),
                new Scheme("Troy", 9792, 9792, 16, 16, 1),
                new Scheme("UATP", 1, 1, 15, 15, 1),
                new Scheme("T-Union", 31, 31, 19, 19, 1),
                new Scheme("Dankort", 5019, 5019, 16, 16, 1),
                new Scheme("Elo", 509000, 509999, 16, 16, 1),
                new Scheme("Verve", 506099, 506198, 18, 19, 1),
                new Scheme("RuPay", 606985, 607984, 16, 16, 1),
                new Scheme("UzCard", 5614, 5614, 16, 16, 1),
                new Scheme("UzCard", 8600, 8600, 16, 16, 1),
                new Scheme("Humo", 9860, 9860, 16, 16, 1),
                new Scheme("Hipercard", 606282, 606282, 16, 16, 1),
                new Scheme("Napas", 9704, 9704, 16, 19, 3));
    }

    private static int luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 1 ? 2 * digit : digit;
            sum += weighed / 10 + weighed % 10;
        }
        return sum % 10;
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private String withCheckDigit(String digits) {
        return digits + (10 - luhn(digits + "0")) % 10;
    }

    private String number(Scheme scheme) {
        int lengths = (scheme.longest() - scheme.shortest()) / scheme.step() + 1;
        int length = scheme.shortest() + scheme.step() * random.nextInt(lengths);
        int prefix = scheme.firstPrefix() + random.nextInt(scheme.lastPrefix() - scheme.firstPrefix() + 1);
        String first = String.valueOf(prefix);
        return withCheckDigit(first + digits(length - 1 - first.length()));
    }

    private String separated(String number) {
        StringBuilder text = new StringBuilder();
        int every = 1 + random.nextInt(6);
        for (int i = 0; i < number.length(); i++) {
            if (i > 0 && i % every == 0 && random.nextInt(4) > 0) {
                text.append(random.nextBoolean() ? ' ' : '-');
            }
            text.append(number.charAt(i));
        }
        return text.toString();
    }

    /** The expected masked form of a card number, with or without separators. */
    private static String masked(String card, char mask) {
        StringBuilder masked = new StringBuilder(card);
        long all = card.chars().filter(Character::isDigit).count();
        int seen = 0;
        for (int i = 0; i < card.length(); i++) {
            if (Character.isDigit(card.charAt(i)) && ++seen > 6 && seen <= all - 4) {
                masked.setCharAt(i, mask);
            }
        }
        return masked.toString();
    }

    private static void parse(String json) {
        try (JsonParser parser = JsonParsers.over(json)) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }

    private static void assertMasked(String expected, String json) {
        String masked = CardNumbers.mask(json);
        assertEquals(expected, masked);
        parse(masked);
        assertEquals(masked, CardNumbers.mask(masked), "masking twice");
    }

    private static void assertKept(String json) {
        assertEquals(json, CardNumbers.mask(json));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void masksEveryNumberOfASchemeInEveryPlaceAndSpelling(Scheme scheme) {
        List<String> places = List.of(
                "{\"notes\":[{\"id\":\"x\",\"note_text\":\"%s\"}]}",
                "{\"payments\":[{\"card_number_masked\" : \"%s\" , \"card_type\":\"\"}]}",
                "{\n  \"a_member_nobody_knows\":\"%s\"\n}",
                "{\"note_text\":\"customer paid with %s, thank you \u00e9 \u6f22 \ud83d\ude00\"}",
                "{\"note_text\":\"\\\"%s\\\" \\\\ \\/ \\n\"}",
                "{\"note_text\":\"\\u00e7\\ud83d\\ude00%s\\\\u0034\"}",
                "{\"note_text\":\"4111111111111112 and again\",\"more\":\"%s\"}",
                "{\"a\":[[{\"b\":{\"c\":[true,null,\"x\",\"%s\"]}},1]],\"id\":\"4111111111111111\"}",
                "{\"filler\":\"" + "\u00e9\ud83d\ude00 ".repeat(2_000) + "\",\"note_text\":\"%s\"}",
                "{\"fiscal\":{\"fiscal_hash\":\"4111111111111111\"},\"note_text\":\"%s\"}",
                "{\"fiscal\":{\"card_number\":\"%s\"}}",
                "{\"card_id\":\"%s\"}",
                "{\"note_text\":\"15.90 %s 12.50\"}");
        for (int i = 0; i < CARDS / schemes().size(); i++) {
            String card = i % 3 == 0 ? number(scheme) : separated(number(scheme));
            String place = places.get(i % places.size());

            assertMasked(place.replace("%s", masked(card, '*')), place.replace("%s", card));
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void masksFullyOrPartlyEscapedNumbers(Scheme scheme) {
        for (int i = 0; i < 200; i++) {
            String card = i % 2 == 0 ? number(scheme) : separated(number(scheme));
            String plain = masked(card, '*');
            StringBuilder before = new StringBuilder("{\"note_text\":\"a\\tb ");
            StringBuilder after = new StringBuilder(before);
            int oneIn = 1 + i % 3;
            for (int k = 0; k < card.length(); k++) {
                boolean escaped = random.nextInt(oneIn) == 0;
                before.append(escaped ? String.format(Locale.ROOT, "\\u%04x", (int) card.charAt(k)) : card.charAt(k));
                after.append(escaped ? String.format(Locale.ROOT, "\\u%04x", (int) plain.charAt(k)) : plain.charAt(k));
            }
            assertMasked(after + " c\"}", before + " c\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void masksBareIntegersWithZerosSoThatTheTextStaysJson(Scheme scheme) {
        List<String> places = List.of(
                "{\"a_member_nobody_knows\":%s}",
                "{\"card_number_masked\": %s ,\"x\":1}",
                "{\"tokens\":[1,\"%s\",[%s],-%s]}",
                "{\"fiscal\":{\"id\":%s},\"a\":{\"b\":[{}, {\"c\":\n%s}]}}");
        for (int i = 0; i < 200; i++) {
            String card = number(scheme);
            String zeros = masked(card, '0');
            String stars = masked(card, '*');
            String place = places.get(i % places.size());
            String expected = place.replace("\"%s\"", '"' + stars + '"')
                    .replace("\"id\":%s", "\"id\":" + card)
                    .replace("%s", zeros);

            assertMasked(expected, place.replace("%s", card));
        }
    }

    @Test
    void masksSeveralNumbersInOneText() {
        assertMasked(
                "{\"note_text\":\"" + MASKED + " 550000******0004/3782-82****-*-0005\",\"x\":\"411111-******-1111\"}",
                "{\"note_text\":\"" + CARD + " 5500000000000004/3782-822463-1-0005\",\"x\":\"411111-111111-1111\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "4111 1111 1111 1111 25.00, 4111 11** **** 1111 25.00",
        "1.50 4111111111111111, 1.50 411111******1111",
        "4000 0004 4111 1111 1111 1111, 4000 00** **** 11** **** 1111",
        "12 4111111111111111 7, 12 411111******1111 7",
        "4111111111111111., 411111******1111.",
        "2026-11-22 4111111111111111, 2026-11-22 411111******1111",
        "V4111111111111111V, V411111******1111V",
        "4111-1111 1111-1111, 4111-11** ****-1111"
    })
    void findsACardNumberAmongOtherDigits(String text, String masked) {
        assertMasked("{\"note_text\":\"" + masked + "\"}", "{\"note_text\":\"" + text + "\"}");
        assertEquals(masked, CardNumbers.maskValue(text));
    }

    @Test
    void neverTouchesIds() {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < IDS; i += 10) {
            json.setLength(0);
            json.append("{\"note_text\":\"about ").append(id()).append(" and ").append(id());
            json.append("\",\"id\":\"").append(id()).append("\",\"list\":[");
            for (int k = 0; k < 6; k++) {
                json.append('"').append(id()).append("\",");
            }
            json.append('"').append(id()).append("\"]}");
            assertKept(json.toString());
        }
    }

    /** A random id; nearly all of its digits are decimal, the worst case. */
    private String id() {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        StringBuilder decimal = new StringBuilder(id);
        for (int i = 0; i < id.length(); i++) {
            if (Character.isLetter(id.charAt(i)) && random.nextInt(20) > 0) {
                decimal.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        String text = random.nextBoolean() ? decimal.toString() : id;
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(java.util.Locale.ROOT);
            case 1 -> text.replace("-", "");
            default -> text;
        };
    }

    @Test
    void neverTouchesBarCodesAndProductCodes() {
        List<String> members =
                List.of("barcode", "product_code", "variant_code", "shelf_code", "old_code", "code", "main_barcode");
        for (int i = 0; i < IDS / 10; i++) {
            String ean = ean13(i % 2 == 0 ? "4" : "");
            String member = members.get(i % members.size());
            assertKept("{\"products\":[{\"" + member + "\":\"" + ean + "\",\"x\":{\"" + member + "\":" + ean + "}}]}");
        }
    }

    private String ean13(String prefix) {
        String digits = prefix + digits(12 - prefix.length());
        if (digits.charAt(0) == '0') {
            digits = "4" + digits.substring(1); // a JSON number must not start with 0
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    @Test
    void neverTouchesAmountsAndTimes() {
        List<String> amounts = List.of("total_amount", "unit_price", "change_amount", "tip_amount", "total_vat");
        List<Scheme> schemes = schemes();
        for (int i = 0; i < IDS / 10; i++) {
            String digits = number(schemes.get(i % schemes.size()));
            String decimal = digits + "." + digits(1 + random.nextInt(6));
            String fraction = random.nextInt(1000) + "." + digits;
            String time = LocalDateTime.of(2000, 1, 1, 0, 0)
                    .plusNanos((random.nextLong() >>> 1) / 10)
                    .toString();
            assertKept("{\"" + amounts.get(i % amounts.size()) + "\":\"" + digits + "\",\"total_amount\":" + digits
                    + ",\"bonus\":\"" + decimal + "\",\"bonus2\":" + decimal + ",\"bonus3\":\"-" + fraction
                    + "\",\"bonus4\":" + fraction + ",\"bonus5\":1" + decimal + "E5,\"opened\":\"" + time
                    + "\",\"note_text\":\"" + time.replace('T', ' ') + " " + decimal + "\",\"utc\":\"" + time + "Z\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receipt_number",
                "serial_number",
                "number",
                "transaction_unique_id",
                "terminal_id",
                "line_no",
                "no",
                "batch_number",
                "fiscal_qr_code",
                "fiscal_signature",
                "fiscal_receipt_number",
                "deleted_by",
                "created_at",
                "e_invoice_id",
                "loyalty_points_total"
            })
    void neverMasksInMembersForIdsNumbersAndFiscalData(String member) {
        assertKept("{\"" + member + "\":\"" + CARD + "\"}");
        assertKept("{\"" + member + "\":" + CARD + "}");
        assertKept("{\"" + member + "\":[\"" + CARD + "\"]}");
    }

    @Test
    void neverMasksInTheFiscalPartExceptWhereACardIsNamed() {
        String fiscal = "{\"fiscal\":{\"qr_code_data\":\"%s\",\"government_response\":{\"text\":\"%s\",\"codes\":[%s]},"
                + "\"tax_authority_code\":\"%s\",\"card_number\":\"#\"},\"note\":\"#\"}";
        String text = fiscal.replace("%s", CARD);

        assertMasked(text.replace("#", MASKED), text.replace("#", CARD));
    }

    @Test
    void keepsNumbersWithAWrongCheckDigit() {
        for (Scheme scheme : schemes()) {
            for (int i = 0; i < 100; i++) {
                String card = number(scheme);
                int last = card.charAt(card.length() - 1) - '0';
                String wrong = card.substring(0, card.length() - 1) + (last + 1 + random.nextInt(9)) % 10;
                assertKept("{\"note_text\":\"" + wrong + "\",\"card_number\":" + wrong + "}");
            }
        }
    }

    /** Prefixes, each with the one length at which a scheme has it, or 0. */
    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 15", "21, 0", "2205, 16", "2206, 0", "2721, 0", "31, 19", "3061, 0", "3080, 0", "3527, 0",
                "3590, 0",
        "5017, 0", "5021, 0", "5062, 0", "51, 16", "57, 0", "59, 0", "601, 0", "6060, 0", "6758, 0", "69, 0", "70, 0",
        "8, 0", "8172, 16", "8599, 0", "9703, 0", "9791, 0", "9793, 0", "9859, 0", "99, 0"
    })
    void keepsNumbersThatStartLikeNoCard(String prefix, int cardLength) {
        for (int length = 13; length <= 19; length++) {
            if (length == cardLength) {
                continue;
            }
            String number = withCheckDigit(prefix + "0".repeat(4) + digits(length - 5 - prefix.length()));
            assertKept("{\"note_text\":\"" + number + "\"}");
        }
    }

    /** Published by the schemes and by acquirers for tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111", // Visa
                "4222222222222",
                "4917610000000000003",
                "4571000000000001", // Visa and Dankort
                "5019717010103742", // Dankort
                "5555555555554444", // Mastercard
                "2223000048400011",
                "378282246310005", // American Express
                "30569309025904", // Diners Club
                "36259600000004",
                "6011111111111117", // Discover
                "3530111333300000", // JCB
                "6200000000000005", // UnionPay
                "6221261111117766",
                "8171999927660000",
                "8171999900000000021",
                "6759649826438453", // Maestro
                "6799990100000000019",
                "6304000000000000",
                "6771798025000004",
                "5000550000000029",
                "6000070736169237003",
                "6703444444444449", // Bancontact
                "5641820000000005",
                "5890040000000016", // a Turkish debit card
                "9792030000000000", // TROY
                "9792072000017956",
                "6501700139082826", // TROY and Discover
                "2200000000000004", // Mir
                "2201382000000013",
                "5060666666666666666", // Verve
                "507850785078507812",
                "5061460410120223210",
                "6074819900004939", // RuPay
                "8600495473316478", // UzCard
                "5614682110523232",
                "9860170104108668", // Humo
                "6362970000457013", // Elo
                "6062825624254001", // Hipercard
                "6370950000000005", // Hiper
                "5078036246600381", // Meeza
                "9704000000000018", // Napas
                "9704198526191432198",
                "135410014004955" // UATP
            })
    void masksThePublicTestNumbersOfAllSchemes(String number) {
        String masked = masked(number, '*');

        assertEquals(masked, CardNumbers.maskValue(number));
        assertMasked("{\"note_text\":\"" + masked + "\"}", "{\"note_text\":\"" + number + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "3105, 19",
        "2205, 16",
        "509000, 16",
        "3571110, 16",
        "60400100, 16",
        "6054740, 16",
        "56445600, 18",
        "1946, 16"
    })
    void masksNumbersOfSchemesWithoutPublicTestNumbers(String prefix, int length) {
        String number = withCheckDigit(prefix + digits(length - 1 - prefix.length()));

        assertEquals(masked(number, '*'), CardNumbers.maskValue(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credit_card_number",
                "primary_account_number",
                "pan_number",
                "gift_card_number",
                "card.no",
                "cardNo",
                "giftCardNumber",
                "PAN"
            })
    void masksWhereACardIsNamedWhateverTheEnding(String member) {
        for (String place :
                List.of("{\"#\":%s}", "{\"fiscal\":{\"#\":[%s]}}", "{\"#\":{\"number\":%s,\"a\":[{\"no\":%s}]}}")) {
            String json = place.replace("#", member);
            assertMasked(json.replace("%s", '"' + MASKED + '"'), json.replace("%s", '"' + CARD + '"'));
            assertMasked(json.replace("%s", "4111110000001111"), json.replace("%s", CARD));
        }
    }

    @Test
    void masksACardInTheBatchNumberOfAPayment() {
        String json = "{\"payments\":[{\"batch_number\":\"%s\"}],\"products\":[{\"batch_number\":\"" + CARD + "\"}]}";

        assertMasked(json.replace("%s", MASKED), json.replace("%s", CARD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gift_card_number", "voucher_code", "loyalty_card", "card_number"})
    void keepsGiftCardsVouchersAndLoyaltyCardsOutsideTheSchemesReadable(String member) {
        for (String number : List.of(
                "6006491234567890123",
                "9912345678901234",
                "7001234567890128",
                "5070123456789015",
                "6800123456789012")) {
            for (int last = 0; last < 10; last++) { // one of them is the valid check digit
                String code = number.substring(0, number.length() - 1) + last;
                assertKept("{\"" + member + "\":\"" + code + "\",\"b\":{\"" + member + "\":" + code + "}}");
            }
        }
    }

    @Test
    void seldomMasksAVoucherByChance() {
        int masked = 0;
        for (int i = 0; i < 100_000; i++) {
            String voucher = digits(16);
            masked += CardNumbers.maskValue(voucher).equals(voucher) ? 0 : 1;
        }
        assertTrue(masked < 3_000, masked + " of 100,000; the former rules masked 3,400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ";4111111111111111=29121010000012300000? | ;411111******1111=********************?",
                "4111 1111 1111 1111=2912 | 4111 11** **** 1111=****",
                "411111******1111=2912101 | 411111******1111=*******",
                "411111XXXXXX1111=29121010000 and more | 411111XXXXXX1111=*********** and more",
                "************1111=2912101 | ************1111=*******",
                "**** **** **** 1111=2912101 | **** **** **** 1111=*******",
                "411111******1111D29121010000012300000F | 411111******1111D*********************",
                "4111111111111111D29121010000012300000F | 411111******1111D*********************",
                "%B4111111111111111^DOE/JOHN^29121010000000000000? | %B411111******1111^*****************************?",
                "%B411111******1111^DOE/JOHN^29121010000000000000 x | %B411111******1111^***************************** x",
                "B1234567890123456^DOE/JOHN^2912101? | B1234567890123456^****************?",
                ";6006491234567890=49121010000? | ;6006491234567890=***********?"
            })
    void masksTrackDataAfterANumberMaskedOrNot(String text, String cut) {
        assertEquals(cut, CardNumbers.maskValue(text));
        assertEquals(cut, CardNumbers.maskValue(cut));
        assertMasked("{\"note_text\":\"" + cut + "\"}", "{\"note_text\":\"" + text + "\"}");
        assertMasked("{\"note_text\":\"\\u0020" + cut + "\"}", "{\"note_text\":\"\\u0020" + text + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"barcode", "serial_number", "code", "id", "fiscal_qr_code"})
    void masksTrackDataOfACardInEveryMember(String member) {
        String json = "{\"" + member + "\":\"%s\",\"fiscal\":{\"x\":\"%s\"}}";

        assertMasked(
                json.replace("%s", ";411111******1111=***********?"),
                json.replace("%s", ";4111111111111111=29121010000?"));
        assertMasked(
                json.replace("%s", "411111******1111D***********"), json.replace("%s", "4111111111111111D2912101000F"));
    }

    @Test
    void masksTrackDataWithAnEscapedNameAndKeepsTheJsonValid() {
        assertMasked(
                "{\"a\":\"%B411111******1111^*****************?\"}",
                "{\"a\":\"%B4111111111111111^DOE\\/JOHN^2912101?\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "411111******1111=2913101", // not a month
                "411111******1111=12",
                "total=2912101",
                "1234=2912101",
                "12345678901=2912101",
                "1234567890123456=2912", // not of a scheme, and no service code
                "411111******1111^2912101",
                "x^DOE/JOHN^2912101",
                "https://example.org/?a=1234567890123456&b=2912101",
                "411111******1111D2912",
                "YWJjZGVmZ2hpamtsbW5vcA==",
                "4111111111111111d29121010a000000" // 32 hexadecimal digits: an id
            })
    void keepsTextThatOnlyLooksLikeTrackData(String text) {
        assertKept("{\"note_text\":\"" + text + "\"}");
    }

    @Test
    void theFormerRulesMaskAsBefore() {
        String json =
                "{\"note_text\":\"%s\",\"pan_number\":\"%s\",\"a\":\"5000000000000009=2912101\",\"b\":\"9792030000000000\"}";

        assertEquals(
                json.replace("\"note_text\":\"%s\"", "\"note_text\":\"" + MASKED + "\"")
                        .replace("%s", CARD)
                        .replace("5000000000000009", "500000******0009")
                        .replace("9792030000000000", "979203******0000"),
                CardNumbers.mask(json.replace("%s", CARD), MaskingRules.FORMER));
    }

    @ParameterizedTest
    @CsvSource({
        "411111111116, too short",
        "41111111111116, no length of Visa",
        "55000000000000004, no length of Mastercard",
        "41111111111111111111, too long",
        "4111  1111 1111 1111, two separators",
        "4111_1111_1111_1111, another separator",
        "4111.1111.1111.1111, points",
        "00004111111111111111, in the middle of a longer number"
    })
    void keepsTextThatOnlyLooksLikeACard(String text, String why) {
        assertEquals(text, CardNumbers.maskValue(text), why);
        assertKept("{\"note_text\":\"" + text + "\"}");
    }

    @Test
    void keepsSignatures() {
        String signature = "4111111111111111".repeat(2) + "abcdef";
        assertKept("{\"note_text\":\"" + signature + "\"}");
        assertKept("{\"note_text\":\"" + "ab".repeat(20) + "-" + signature + "\"}");
    }

    @Test
    void returnsTheSameObjectWhenThereIsNothingToMask() {
        String json = "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\",\"total_amount\":\"55.0000\"}}";
        assertSame(json, CardNumbers.mask(json));
    }

    @Test
    void masksAtTheRightPlaceInTextsOfAnyLength() {
        for (int length = 0; length < 6_000; length += 1 + random.nextInt(17)) {
            String filler = "x".repeat(length);
            assertMasked(
                    "{\"a\":\"" + filler + "\",\"b\":\"" + MASKED + "\",\"" + filler + "\":4111110000001111}",
                    "{\"a\":\"" + filler + "\",\"b\":\"" + CARD + "\",\"" + filler + "\":" + CARD + "}");
        }
    }

    @Test
    void isFastEvenOnTextsDesignedToBeSlow() {
        List<String> texts = new ArrayList<>();
        for (String piece : List.of(
                "4",
                "4 ",
                "4-4 1",
                "411111111111",
                "4111-1111-1111-1111 ",
                "a",
                "12345678-",
                "4111111111111111=2912101",
                "411111******1111^",
                "^",
                "*D2912101",
                "411111******1111^a^2912")) {
            texts.add(piece.repeat(1_000_000 / piece.length()));
        }
        texts.forEach(text -> assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> CardNumbers.mask("{\"note_text\":\"\\u0041" + text + "\"}")));
    }
}
