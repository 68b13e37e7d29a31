package pro.saleflex.office.launcher;

/** A failure that the user can fix. Its message is one or a few plain lines, printed without a stack trace. */
final class Trouble extends Exception {
    private static final long serialVersionUID = 1L;

    Trouble(String message) {
        super(message);
    }

    Trouble(String message, Throwable cause) {
        super(message, cause);
    }
}
