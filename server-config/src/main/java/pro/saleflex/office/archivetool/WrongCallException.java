package pro.saleflex.office.archivetool;

/** The program was called wrongly. The message says what is wrong, for people. */
final class WrongCallException extends Exception {
    private static final long serialVersionUID = 1;

    WrongCallException(String message) {
        super(message);
    }
}
