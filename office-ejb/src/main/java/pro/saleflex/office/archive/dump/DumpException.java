package pro.saleflex.office.archive.dump;

import java.io.IOException;

/** A dump cannot be used. The message is a sentence for people: the file, the part of it, and the reason. */
public final class DumpException extends IOException {
    private static final long serialVersionUID = 1;

    DumpException(String message, Throwable cause) {
        super(message, cause);
    }

    DumpException(String message) {
        super(message);
    }
}
