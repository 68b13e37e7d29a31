package pro.saleflex.office.document;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a member's name says about its value: may it hold a card number, and of what type is it?
 *
 * <p>The names are those of the terminal's rows (protocol reference, sections 10 and 11); unknown members go by the same
 * endings. This is the one place for both rules.
 */
final class MemberRules {
    private MemberRules() {}

    /** How the schema reads a value, and so what two of its spellings have in common. */
    enum Type {
        /** A UUID, in any case, with hyphens or without; what is none is a code. */
        ID,
        /** A text that some other system made up. */
        CODE,
        /** A whole number or a decimal, as a number or as text. */
        NUMBER,
        /** True or false, also as 1 and 0, and all of them as text. */
        TRUTH,
        /** A time, with or without its zone. */
        TIME,
        /** A date; the zone it may name says where that day was. */
        DAY,
        /** A text, letter by letter. */
        TEXT,
        /** Nobody knows: numbers and times are taken for such when they are written as JSON and ISO 8601 have them. */
        OPEN
    }

    /** Words of a member's name, or of the name of what it stands in, that speak of a card: looked at whatever else it says. */
    private static final Set<String> CARD = Set.of("card", "cards", "pan", "pans");

    /** What {@code pan} stands for; an account by itself is a bank's, a customer's. */
    private static final List<String> PRIMARY_ACCOUNT = List.of("primary", "account");

    /** The rows of a document's payments. */
    static final String PAYMENTS = "payments";

    /** Members that are looked at in {@link #PAYMENTS} only: some card terminals put the card's number there. */
    private static final Set<String> CARD_IN_PAYMENTS = Set.of("batch_number");

    /** Members whose long numbers are no card numbers, by whole name. */
    private static final Set<String> NEVER_CARD = Set.of(
            "id",
            "number",
            "no",
            "barcode",
            "code",
            "product_code",
            "variant_code",
            "shelf_code",
            "old_code",
            "quantity",
            "weight",
            "amount",
            "total",
            "price",
            "value",
            "date",
            "time",
            "verification_code",
            "qr_code_data");

    /** Members whose long numbers are no card numbers, by ending: ids, numbers, bar codes, times, decimals. */
    private static final List<String> NEVER_CARD_ENDINGS = List.of(
            "_id",
            "_by",
            "_no",
            "_number",
            "_barcode",
            "_at",
            "_date",
            "_time",
            "_amount",
            "_total",
            "_price",
            "_rate",
            "_percentage",
            "_quantity",
            "_fee",
            "_discount",
            "_vat",
            "_before",
            "_after",
            "_value");

    /** Members whose long numbers are no card numbers, by beginning. */
    private static final List<String> NEVER_CARD_BEGINNINGS = List.of("fiscal_", "total_", "e_invoice_", "e_archive_");

    /** The part of a document whose members are all the fiscal device's. */
    static final String FISCAL_PART = "fiscal";

    /**
     * Last words of the names of members whose value is text, so that {@code "1.50"} and {@code "1.5"} differ there. Never to
     * be changed: old documents go by it.
     */
    private static final Set<String> TEXT = Set.of(
            "code",
            "number",
            "name",
            "text",
            "reason",
            "description",
            "detail",
            "barcode",
            "reference",
            "json",
            "instructions",
            "message",
            "notes",
            "signature",
            "hash",
            "data",
            "version",
            "serial",
            "address",
            "phone");

    /** Last words of the names of members whose value is a number. */
    private static final Set<String> NUMBER = Set.of(
            "after",
            "amount",
            "attempts",
            "before",
            "bonus",
            "count",
            "days",
            "department",
            "difference",
            "discount",
            "earned",
            "fee",
            "month",
            "months",
            "multiplier",
            "no",
            "percentage",
            "price",
            "priority",
            "quantity",
            "rate",
            "redeemed",
            "sequence",
            "total",
            "value",
            "vat",
            "weight",
            "worked",
            "year");

    /** The types of members by the last words of their names. */
    private static final Map<String, Type> BY_LAST_WORD = new HashMap<>();

    /** The types of members whose last words do not tell, by whole name. */
    private static final Map<String, Type> BY_NAME = new HashMap<>();

    static {
        TEXT.forEach(word -> BY_LAST_WORD.put(word, Type.TEXT));
        NUMBER.forEach(word -> BY_LAST_WORD.put(word, Type.NUMBER));
        Set.of("id", "by", "uuid").forEach(word -> BY_LAST_WORD.put(word, Type.ID));
        Set.of("at", "date", "time").forEach(word -> BY_LAST_WORD.put(word, Type.TIME));
        Set.of("closure_number", "receipt_number", "pos_id", "estimated_preparation_time", "actual_preparation_time")
                .forEach(name -> BY_NAME.put(name, Type.NUMBER));
        Set.of(
                        "transaction_unique_id",
                        "closure_unique_id",
                        "payment_gateway_transaction_id",
                        "wallet_transaction_id",
                        "terminal_id",
                        "merchant_id",
                        "fiscal_device_id",
                        "e_invoice_id",
                        "e_archive_id")
                .forEach(name -> BY_NAME.put(name, Type.CODE));
        Set.of("tax_inclusive", "requires_approval", "can_be_removed").forEach(name -> BY_NAME.put(name, Type.TRUTH));
        BY_NAME.put("closure_date", Type.DAY);
    }

    /**
     * May the value hold a card number that must be masked?
     *
     * <p>The table, the first line that fits counts:
     *
     * <table>
     * <caption>Where card numbers are looked for</caption>
     * <tr><th>member</th><th>looked at</th></tr>
     * <tr><td>"card" or "pan" is a word of its name, or of the name of what it stands in ({@link #speaksOfCard})</td>
     *     <td>yes</td></tr>
     * <tr><td>in the fiscal part</td><td>no</td></tr>
     * <tr><td>{@code batch_number} of a payment</td><td>yes</td></tr>
     * <tr><td>named, ending or beginning as an id, number, bar code, time, decimal or fiscal value
     *     ({@link #isExempt})</td><td>no</td></tr>
     * <tr><td>all others, those that nobody knows as well</td><td>yes</td></tr>
     * </table>
     *
     * <p>What is masked there is a number with the check digit in a range of {@link CardSchemes}, gift cards, vouchers and
     * loyalty cards included: outside those ranges their numbers stay readable, for a restored till must match them. Track
     * data are cut in every member ({@link TrackData}).
     *
     * @param place where it stands
     * @param name the member's name; an array's elements go by the array's
     */
    static boolean mayHoldCard(MaskingRules.Place place, String name) {
        if (place.inCard() || speaksOfCard(name)) {
            return true;
        }
        if (place.inFiscal()) {
            return false;
        }
        return (place.inPayments() && CARD_IN_PAYMENTS.contains(name)) || !isExempt(name);
    }

    /** Is "card" or "pan" a whole word of the name, in snake_case, camelCase or between any other signs? */
    static boolean speaksOfCard(String name) {
        String before = "";
        int from = 0;
        while (from < name.length()) {
            int to = endOfWord(name, from);
            String word = name.substring(from, to).toLowerCase(Locale.ROOT);
            if (CARD.contains(word) || PRIMARY_ACCOUNT.equals(List.of(before, word))) {
                return true;
            }
            if (Character.isLetter(name.charAt(from))) {
                before = word;
            }
            from = to;
        }
        return false;
    }

    /** Where the word, or the sign or digit, ends that begins here: PANNumber is PAN and Number. */
    private static int endOfWord(String name, int from) {
        int to = from + 1;
        if (!Character.isLetter(name.charAt(from))) {
            return to;
        }
        while (to < name.length() && Character.isLetter(name.charAt(to))) {
            boolean upper = Character.isUpperCase(name.charAt(to));
            boolean upperBefore = Character.isUpperCase(name.charAt(to - 1));
            boolean lowerBehind = to + 1 < name.length() && Character.isLowerCase(name.charAt(to + 1));
            if (upper && (!upperBefore || lowerBehind)) {
                break;
            }
            to++;
        }
        return to;
    }

    /** Is it one of the members whose long numbers are no card numbers? Never to be changed: old documents go by it. */
    static boolean isExempt(String name) {
        return NEVER_CARD.contains(name)
                || NEVER_CARD_ENDINGS.stream().anyMatch(name::endsWith)
                || NEVER_CARD_BEGINNINGS.stream().anyMatch(name::startsWith);
    }

    /**
     * Of what type is the value? What PyPOS sends must keep its content hash: a change here is none of the form that it gives
     * to a value.
     */
    static Type type(String name) {
        Type type = BY_LAST_WORD.get(name.substring(name.lastIndexOf('_') + 1));
        if (type == Type.NUMBER
                || (type == Type.ID && name.startsWith("fk_"))) { // half of all, and without an exception
            return type;
        }
        Type exception = BY_NAME.get(name);
        if (exception != null) {
            return exception;
        }
        if (type != null) {
            return type;
        }
        return name.startsWith("is_") ? Type.TRUTH : Type.OPEN;
    }

    /** The type by the rules until 29 November 2026, which knew text only. Never to be changed: old documents go by it. */
    static Type formerType(String name) {
        return TEXT.contains(name.substring(name.lastIndexOf('_') + 1)) ? Type.TEXT : Type.OPEN;
    }

    /** Left out of sameness: the terminal touches them when it only sends again. */
    static boolean isTouchedBySending(String name) {
        return name.equals("updated_at") || name.equals("fk_cashier_update_id");
    }

    /** Times that the terminal writes in UTC without saying so. */
    static boolean isUtc(String name) {
        return name.equals("created_at") || name.equals("deleted_at");
    }
}
