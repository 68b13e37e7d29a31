package pro.saleflex.office.alert.delivery;

/** A notification could not be sent; it may be tried again. */
final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;

    NotDelivered(String reason) {
        super(reason);
    }

    NotDelivered(String reason, Exception cause) {
        super(reason, cause);
    }
}
