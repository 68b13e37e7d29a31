package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The hash of what PyPOS writes never changes: {@code former/contents.txt} holds real and simulated documents, each
 * with its kind and the hash that the build of 29 November 2026 (f891c77) gave it.
 */
class ContentGoldenTest {

    private static List<String[]> contents() throws IOException {
        try (InputStream file = ContentGoldenTest.class.getResourceAsStream("/former/contents.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 3))
                    .toList();
        }
    }

    @Test
    void whatPyPosWritesKeepsItsHash() throws IOException {
        for (String[] content : contents()) {
            String part = EntryKind.valueOf(content[0]).identifyingPart();
            assertEquals(
                    content[1],
                    HexFormat.of()
                            .formatHex(DocumentContent.of(content[2], part).sha256()),
                    content[2]);
        }
        assertTrue(contents().size() > 20);
    }

    @Test
    void theFormerRulesNeverChange() throws IOException {
        for (String[] content : contents()) {
            String part = EntryKind.valueOf(content[0]).identifyingPart();
            assertArrayEquals(
                    HexFormat.of().parseHex(content[1]),
                    DocumentContent.former(content[2], part).sha256(),
                    content[2]);
        }
    }
}
