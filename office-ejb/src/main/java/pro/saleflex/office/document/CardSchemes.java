package pro.saleflex.office.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Leading digits and lengths of payment card numbers: the one table of the schemes that issue cards today.
 *
 * <p>Sources: for the form of a number and its check digit, ISO/IEC 7812-1; for the ranges, what the schemes publish
 * for acquirers, as collected in the tables of Wikipedia's "Payment card number" (2024), of Braintree's
 * credit-card-type and of bendrucker's creditcards-types; for ranges marked "test", the test numbers that acquirers
 * publish (Adyen, Worldpay, Paystack, iyzico), which have to be masked like others. All of these schemes end their
 * numbers with the Luhn digit: those for which the tables say otherwise are closed (enRoute), and where they say
 * nothing (Napas, Verve) the published numbers have it. Old UnionPay cards without it are not recognised.
 *
 * <p>A range is left out where another scheme's range covers it: co-badged TROY, RuPay, Elo and Verve cards that start
 * with 65 are Discover's, Elo's and Dankort's that start with 4 are Visa's, Elo's 627780 is UnionPay's, its 636297 and
 * 636368 are InterPayment's, mada's are Visa's, Mastercard's and InterPayment's, LankaPay's 357111 and RuPay's 353 and
 * 356 are JCB's. Maestro has the ranges in use, not all that are reserved for it: otherwise one in a thousand 16-digit
 * vouchers would match.
 */
final class CardSchemes {
    private static final int BUCKETS = 100;

    private static final List<Row> TABLE = List.of(
            row("UATP", "15", "1"),
            row("GPN", "16 18 19", "1946"),
            row("Mir", "16 17 18 19", "2200-2204"),
            row("BORICA", "16", "2205"),
            row("Mastercard", "16", "2221-2720", "51-55"),
            row("Diners Club", "14 15 16 17 18 19", "300-305", "309", "36", "38-39"),
            row("China T-Union", "19", "31"),
            row("American Express", "15", "34", "37"),
            row("JCB", "16 17 18 19", "3528-3589"),
            row("Visa", "13 16 19", "4"),
            row("Maestro", "13 14 15 16 17 18 19", "5018", "5020", "5038", "5893", "6304", "6390"),
            row("Maestro", "13 14 15 16 17 18 19", "6703", "6759", "6761-6763", "6767", "6771", "6799"),
            row("Maestro, Turkish debit cards", "16", "5890"),
            row("Maestro, test", "16 19", "5000", "564182", "600007"),
            row("Dankort", "16", "5019"),
            row("Elo", "16", "504175", "506699-506778", "509000-509999"),
            row("Verve", "16 18 19", "506099-506198", "507865-507964"),
            row("Verve, test", "16 18 19", "506066", "507850"),
            row("Meeza", "16", "507803", "507809-507811"),
            row("RuPay", "16", "508500-508999", "606985-607984", "608001-608500", "817200-820199"),
            row("UzCard", "16", "5614", "8600"),
            row("AfriGo", "18", "56445600"),
            row("Forbrugsforeningen", "16", "600722"),
            row("Discover", "16 17 18 19", "6011", "644-649", "65"),
            row("UkrCard", "16 17 18 19", "60400100-60420099"),
            row("NPS Pridnestrovie", "16", "6054740-6054744"),
            row("Hipercard", "16", "606282"),
            row("UnionPay", "16 17 18 19", "62", "8100-8171"),
            row("InterPayment", "16 17 18 19", "636"),
            row("InstaPayment, Hiper", "16", "637-639"),
            row("Napas", "16 19", "9704"),
            row("TROY", "16", "9792"),
            row("Humo", "16", "9860"));

    /** The table by the first two digits, for speed: every number with a valid check digit is looked up. */
    private static final List<List<Range>> BY_FIRST_TWO = byFirstTwo();

    private CardSchemes() {}

    /**
     * Whether a scheme issues numbers of this length that start with these digits. Does not verify the check digit.
     *
     * @param first the first eight digits
     */
    static boolean isIssued(int first, int length) {
        for (Range range : BY_FIRST_TWO.get(first / 1_000_000)) {
            if (first >= range.first() && first <= range.last() && range.hasLength(length)) {
                return true;
            }
        }
        return false;
    }

    private static Row row(String scheme, String lengths, String... ranges) {
        return new Row(scheme, lengths, List.of(ranges));
    }

    private static List<List<Range>> byFirstTwo() {
        List<List<Range>> all = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            all.add(new ArrayList<>());
        }
        for (Row row : TABLE) {
            int lengths = Arrays.stream(row.lengths().split(" ", -1))
                    .mapToInt(length -> 1 << Integer.parseInt(length))
                    .sum();
            for (String range : row.ranges()) {
                String[] ends = range.split("-", -1);
                int first = eightDigits(ends[0], '0');
                int last = eightDigits(ends[ends.length - 1], '9');
                for (int i = first / 1_000_000; i <= last / 1_000_000; i++) {
                    all.get(i).add(new Range(first, last, lengths));
                }
            }
        }
        return all;
    }

    private static int eightDigits(String prefix, char fill) {
        return Integer.parseInt(prefix + String.valueOf(fill).repeat(8 - prefix.length()));
    }

    /** A line of the table: lengths, and prefixes or ranges of prefixes. */
    private record Row(String scheme, String lengths, List<String> ranges) {}

    private record Range(int first, int last, int lengths) {
        boolean hasLength(int length) {
            return (lengths >> length & 1) == 1;
        }
    }
}
