package pro.saleflex.office.figures;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The effect of a completed document on the takings and the cash drawer, derived from its type. The type names are
 * those of the terminal's enumeration and of its master data (protocol reference, section 8), in upper or lower case.
 */
public enum DocumentEffect {
    /** Goods sold: added to the takings, counted as a sale. */
    SALE,
    /** Goods brought back: subtracted from the takings, counted as a return. */
    RETURN,
    /** Money put into the drawer. */
    PAID_IN,
    /** Money taken out of the drawer: expenses, and goods bought from people who issue no invoice. */
    PAID_OUT,
    /** Money for goods delivered later: it moves the drawer now and becomes takings with the sale. */
    DEPOSIT,
    /** No money moved: a waybill, a quote. */
    NONE,
    /** An unknown type: shown as such, part of no sum. */
    UNKNOWN;

    /** Documents whose transaction type decides the effect. */
    private static final Set<String> RECEIPTS = Set.of(
            "FISCAL_RECEIPT",
            "ELECTRONIC_RECEIPT",
            "NONE_FISCAL_RECEIPT",
            "INVOICE",
            "ELECTRONIC_INVOICE",
            "ELECTRONIC_CORPORATE_INVOICE",
            "ELECTRONIC_INDIVIDUAL_INVOICE",
            "DIPLOMATIC_INVOICE",
            "NONE_FISCAL_INVOICE",
            "NONE_FISCAL_E_INVOICE",
            "NONE_FISCAL_E_ARCHIVE_INVOICE",
            "NONE_FISCAL_DIPLOMATIC_RECEIPT",
            // "No document", and no type named: the transaction type is all there is.
            "NONE",
            "");

    private static final Map<String, DocumentEffect> BY_DOCUMENT = Map.of(
            "RETURN_SLIP", RETURN,
            "NONE_FISCAL_RETURN", RETURN,
            "POS_PAID_IN", PAID_IN,
            "NONE_FISCAL_CASH_IN_FLOW", PAID_IN,
            "POS_PAID_OUT", PAID_OUT,
            "NONE_FISCAL_CASH_OUT_FLOW", PAID_OUT,
            "NONE_FISCAL_SELF_BILLING_INVOICE", PAID_OUT,
            "WAYBILL", NONE,
            "NONE_FISCAL_WAYBILL", NONE,
            "NONE_FISCAL_DELIVERY_NOTE", NONE);

    private static final Map<String, DocumentEffect> BY_TRANSACTION = Map.of(
            "SALE", SALE,
            "EXCHANGE", SALE,
            "RETURN", RETURN,
            "ORDER", DEPOSIT,
            "LAYAWAY", DEPOSIT,
            "RESERVATION", DEPOSIT,
            "QUOTE", NONE,
            // A completed document without a transaction type is a sale.
            "", SALE);

    /** Money paid to a customer for returned goods, or to anybody for anything else. */
    private static final String EXPENSE_SLIP = "EXPENSE_SLIP";

    /**
     * Returns the effect of a document.
     *
     * @param documentType {@code document_type}; null if missing
     * @param transactionType {@code transaction_type}; null if missing
     * @param refersToOriginal whether it names the sale that it takes back
     */
    public static DocumentEffect of(String documentType, String transactionType, boolean refersToOriginal) {
        String document = normalize(documentType);
        String transaction = normalize(transactionType);
        if (document.equals(EXPENSE_SLIP)) {
            return refersToOriginal || transaction.equals("RETURN") ? RETURN : PAID_OUT;
        }
        return RECEIPTS.contains(document)
                ? BY_TRANSACTION.getOrDefault(transaction, UNKNOWN)
                : BY_DOCUMENT.getOrDefault(document, UNKNOWN);
    }

    private static String normalize(String name) {
        return name == null ? "" : name.strip().toUpperCase(Locale.ROOT);
    }
}
