package pro.saleflex.office.document;

/** A document cannot be projected, with a reason fit to be shown. */
public class Unprojectable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A document cannot be projected.
     *
     * @param reason why, naming the member but not its value
     * @param cause what was found
     */
    public Unprojectable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
