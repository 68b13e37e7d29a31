package pro.saleflex.office.reference;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Reader for the text of a snapshot: remembers the failure of its source, and limits the length of a single row. */
final class RowSource extends FilterReader {
    private static final int MAX_ROW_LENGTH = 5_000_000;
    static final String TOO_LONG = "A row or a value has more than 5,000,000 characters.";

    private RuntimeException failure;
    private int count;
    private boolean tooLong;

    RowSource(Reader in) {
        super(in);
    }

    /** Restarts the length check for a new row. */
    void newRow() {
        count = 0;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** Throws the failure of the source again, if there was one. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        try {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            if (count > MAX_ROW_LENGTH) {
                tooLong = true;
                throw new IOException(TOO_LONG);
            }
            return read;
        } catch (IOException e) {
            failure = tooLong ? null : new UncheckedIOException(e);
            throw e;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
