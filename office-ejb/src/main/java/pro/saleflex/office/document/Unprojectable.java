package pro.saleflex.office.document;

/** Thrown when a document cannot be projected; its message may be shown. */
public class Unprojectable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param reason why, naming the member but not its value
     * @param cause the original error; null: none
     */
    public Unprojectable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
