package pro.saleflex.office.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTextTest {

    private static String read(byte[] body) throws IOException {
        String whole = StrictText.of(new ByteArrayInputStream(body));
        assertEquals(whole, streamed(body));
        return whole;
    }

    private static String streamed(byte[] body) throws IOException {
        StringWriter text = new StringWriter();
        StrictText.reader(new ByteArrayInputStream(body)).transferTo(text);
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "caf\u00e9", "\u6f22\u5b57", "\ud83d\ude00", "\0", "{\ufeff}", "\uffff", "\ufffd"})
    void readsUtf8Unchanged(String text) throws IOException {
        assertEquals(text, read(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(text.repeat(3_000), read(text.repeat(3_000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void skipsOneLeadingByteOrderMark() throws IOException {
        assertEquals("{}", read("\ufeff{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("\ufeff{}", read("\ufeff\ufeff{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("", read("\ufeff".getBytes(StandardCharsets.UTF_8)));
    }

    /** Truncated sequences, stray bytes, overlong forms, surrogates, beyond the last code point, other encodings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "ff",
                "fe",
                "c3",
                "c328",
                "e282",
                "e28228",
                "f09f98",
                "f09f9828",
                "c080",
                "c1bf",
                "e08080",
                "f0808080",
                "eda080",
                "edbfbf",
                "eda0bdedb880",
                "f4908080",
                "f8a1a1a1a1",
                "636166e9",
                "fffe7b007d00"
            })
    void rejectsInvalidUtf8(String bytes) {
        byte[] body = HexFormat.of().parseHex("7b22" + bytes);
        for (Problem problem : List.of(
                assertThrows(Problem.class, () -> read(body)), assertThrows(Problem.class, () -> streamed(body)))) {
            assertEquals(400, problem.getResponse().getStatus());
            assertEquals("The body is not UTF-8.", problem.getMessage());
        }
    }
}
