package pro.saleflex.office.archive.file;

import java.io.IOException;

/** A file of the archive is encrypted, and its key is missing or another one. The message says which it needs. */
public final class WrongKeyException extends IOException {
    private static final long serialVersionUID = 1;

    WrongKeyException(String message) {
        super(message);
    }
}
