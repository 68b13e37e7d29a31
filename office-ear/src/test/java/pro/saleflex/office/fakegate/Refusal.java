package pro.saleflex.office.fakegate;

/**
 * A document that is refused for good, whatever the mode: by its id, or by its terminal and receipt number.
 *
 * @param documentId null when named by terminal and receipt
 * @param terminal its code
 * @param status 400 to 499 (422)
 * @param message for people ("refused on demand")
 */
public record Refusal(String documentId, String terminal, Integer receiptNumber, Integer status, String message) {

    public Refusal {
        if (documentId == null && (terminal == null || receiptNumber == null)) {
            throw new IllegalArgumentException("which document? document_id, or terminal and receipt_number");
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

    boolean hits(String id, String terminalCode, int receipt) {
        return documentId != null ? documentId.equals(id) : terminal.equals(terminalCode) && receiptNumber == receipt;
    }
}
