package pro.saleflex.office.archive.dump;

import java.io.IOException;

/** A part of a dump is not as it was written. The message says why, as the rest of a sentence about the part. */
final class DamagedRecordException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedRecordException(String message) {
        super(message);
    }

    DamagedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
