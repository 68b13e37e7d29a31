package pro.saleflex.office.figures;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a completed document does to the takings and to the drawer, told by its type. Names are those of the terminal's
 * enumeration and of its master data (protocol reference, section 8), in any case.
 */
public enum DocumentEffect {
    /** Goods for money: takings, and counted as a sale. */
    SALE,
    /** Goods back for money: less takings, and counted as a return. */
    RETURN,
    /** Money put into the drawer. */
    PAID_IN,
    /** Money taken out of the drawer: expenses, and goods bought from people who give no invoice. */
    PAID_OUT,
    /** Money for goods to be handed over later: it moves the drawer, and becomes takings with the sale. */
    DEPOSIT,
    /** Neither money nor takings: a way-bill, a quote. */
    NONE,
    /** A type that nobody knows: shown as such, in no sum. */
    UNKNOWN;

    /** Documents whose transaction type says what they are. */
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
            // No document at all, and none named: the transaction type is all there is.
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
            // What is completed and says no more of itself was sold.
            "", SALE);

    /** Paid to a customer for goods brought back, or to anybody else for anything. */
    private static final String EXPENSE_SLIP = "EXPENSE_SLIP";

    /**
     * The effect of a document.
     *
     * @param documentType {@code document_type}; null: none told
     * @param transactionType {@code transaction_type}; null: none told
     * @param refersToOriginal it names the sale that it takes back
     */
    public static DocumentEffect of(String documentType, String transactionType, boolean refersToOriginal) {
        String document = plain(documentType);
        String transaction = plain(transactionType);
        if (document.equals(EXPENSE_SLIP)) {
            return refersToOriginal || transaction.equals("RETURN") ? RETURN : PAID_OUT;
        }
        return RECEIPTS.contains(document)
                ? BY_TRANSACTION.getOrDefault(transaction, UNKNOWN)
                : BY_DOCUMENT.getOrDefault(document, UNKNOWN);
    }

    private static String plain(String name) {
        return name == null ? "" : name.strip().toUpperCase(Locale.ROOT);
    }
}
