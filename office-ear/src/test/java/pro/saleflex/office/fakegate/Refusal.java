package pro.saleflex.office.fakegate;

/**
 * A document to refuse permanently, in every mode: named by its id, or by its terminal and receipt number.
 *
 * @param documentId null if named by terminal and receipt number
 * @param terminal code of its terminal; null if named by document id
 * @param receiptNumber null if named by document id
 * @param status HTTP status 400 to 499; null: 422
 * @param message for people; null: "refused on demand"
 */
public record Refusal(String documentId, String terminal, Integer receiptNumber, Integer status, String message) {

    public Refusal {
        if (documentId == null && (terminal == null || receiptNumber == null)) {
            throw new IllegalArgumentException("name the document: document_id, or terminal and receipt_number");
        }
        status = status == null ? 422 : status;
        message = message == null ? "refused on demand" : message;
    }

    public static Refusal of(String documentId) {
        return new Refusal(documentId, null, null, null, null);
    }

    public static Refusal of(String terminal, int receiptNumber) {
        return new Refusal(null, terminal, receiptNumber, null, null);
    }

    boolean matches(String id, String terminalCode, int receipt) {
        return documentId != null ? documentId.equals(id) : terminal.equals(terminalCode) && receiptNumber == receipt;
    }
}
