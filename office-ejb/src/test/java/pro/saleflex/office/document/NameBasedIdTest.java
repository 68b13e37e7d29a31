package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameBasedIdTest {

    /** The first is from RFC 9562 (appendix A.4); the others are from another implementation. */
    @ParameterizedTest
    @CsvSource({
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8, www.example.com, 2ed6657d-e927-568b-95e1-2665a8aea6a2",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8, python.org, 886313e1-3b8a-5372-9b90-0c9aee199e5d",
        "6ba7b811-9dad-11d1-80b4-00c04fd430c8, http://www.example.com/, fcde3c85-2270-590f-9e7c-ee003d65e0e2",
        "6ba7b812-9dad-11d1-80b4-00c04fd430c8, 1.3.6.1, 1447fa61-5277-5fef-a9b3-fbc6e44f4af3",
        "6ba7b814-9dad-11d1-80b4-00c04fd430c8, CN=x, 955bb643-faf8-5f69-a3de-891b89fea215",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8, '', 4ebd0208-8328-5d69-8c44-ec50939c0967"
    })
    void generatesTheIdsOfTheStandard(UUID space, String name, UUID id) {
        assertEquals(id, NameBasedId.of(space, name.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void marksEveryIdAsVersionFiveOfTheStandardVariant() {
        UUID space = new UUID(1, 2);
        for (int i = 0; i < 1_000; i++) {
            UUID id = NameBasedId.of(space, new byte[] {(byte) i, (byte) (i >> 8)});
            assertEquals(5, id.version());
            assertEquals(2, id.variant());
        }
    }
}
