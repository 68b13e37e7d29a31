package pro.saleflex.office.archive.dump;

/** A database is not fit for what was asked, so nothing was changed. The message is a sentence for people. */
public final class DatabaseRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    DatabaseRefusedException(String message) {
        super(message);
    }
}
