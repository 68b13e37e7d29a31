package pro.saleflex.office.archive.dump;

/** A database is not fit for what was asked, so nothing was changed. The message is a sentence for people. */
public final class DatabaseRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong, as a sentence */
    public DatabaseRefusedException(String message) {
        super(message);
    }
}
