package pro.saleflex.office.document;

import java.util.List;
import java.util.Set;

/**
 * What a member's name says about its value: may it hold a card number, and is it text even when it looks like a number?
 *
 * <p>The names are those of the terminal's rows (protocol reference, sections 10 and 11); unknown members go by the same
 * endings. This is the one place for both rules.
 */
final class MemberRules {
    private MemberRules() {}

    /** Looked at whatever else the name says. */
    private static final String CARD = "card_";

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

    /** Last words of the names of members whose value is text, so that {@code "1.50"} and {@code "1.5"} differ there. */
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

    /**
     * May the value hold a card number that must be masked?
     *
     * @param inFiscalPart the value stands in the document's fiscal part
     * @param name the member's name; an array's elements go by the array's
     */
    static boolean mayHoldCard(boolean inFiscalPart, String name) {
        if (name.startsWith(CARD)) {
            return true;
        }
        return !inFiscalPart
                && !NEVER_CARD.contains(name)
                && NEVER_CARD_ENDINGS.stream().noneMatch(name::endsWith)
                && NEVER_CARD_BEGINNINGS.stream().noneMatch(name::startsWith);
    }

    /** Is the value text even when it looks like a decimal number? */
    static boolean isText(String name) {
        return TEXT.contains(name.substring(name.lastIndexOf('_') + 1));
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
