package pro.saleflex.office.archive.file;

import java.io.IOException;

/** A file of the archive is not as it was written. The message says what is wrong with it, without its contents. */
public final class DamagedArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedArchiveException(String message) {
        super(message);
    }

    DamagedArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
