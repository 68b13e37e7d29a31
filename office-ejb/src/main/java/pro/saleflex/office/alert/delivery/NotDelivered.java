package pro.saleflex.office.alert.delivery;

/** Thrown when an alert delivery could not be sent; it may be retried. */
final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;

    NotDelivered(String reason) {
        super(reason);
    }

    NotDelivered(String reason, Exception cause) {
        super(reason, cause);
    }
}
