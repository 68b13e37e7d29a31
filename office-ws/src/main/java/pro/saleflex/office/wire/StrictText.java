package pro.saleflex.office.wire;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a request body as strict UTF-8; lenient decoding would store a document other than the one sent. */
public final class StrictText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private StrictText() {}

    /**
     * Reads the whole body, whose size is already limited. Skips a leading byte order mark, as RFC 8259, section 8.1,
     * allows.
     *
     * @throws Problem 400 when it is not UTF-8
     */
    public static String of(InputStream body) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body.readAllBytes()))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Problem.of(400, "The body is not UTF-8.");
        }
    }

    /**
     * Returns the same for a body that is streamed: invalid UTF-8 is found while reading.
     *
     * @throws Problem while reading, 400 when it is not UTF-8
     */
    public static Reader reader(InputStream body) throws IOException {
        PushbackReader text = new PushbackReader(
                new FilterReader(new InputStreamReader(
                        body,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
                    @Override
                    public int read(char[] buffer, int offset, int length) throws IOException {
                        try {
                            return super.read(buffer, offset, length);
                        } catch (CharacterCodingException e) {
                            throw Problem.of(400, "The body is not UTF-8.");
                        }
                    }
                });
        char[] first = new char[1];
        if (text.read(first, 0, 1) == 1 && first[0] != BYTE_ORDER_MARK.charAt(0)) {
            text.unread(first[0]);
        }
        return text;
    }
}
