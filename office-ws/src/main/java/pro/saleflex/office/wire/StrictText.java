package pro.saleflex.office.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A request's body as text: UTF-8, and nothing that only looks like it, or a document would not be kept as it was sent. */
public final class StrictText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private StrictText() {}

    /**
     * Reads the whole body; its size was limited before. A byte order mark in front is no part of the text (RFC 8259,
     * section 8.1, lets a reader skip it).
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
}
