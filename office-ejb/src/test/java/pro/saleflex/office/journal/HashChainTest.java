package pro.saleflex.office.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.document.EntryKind;

class HashChainTest {
    private static final UUID TERMINAL = UUID.fromString("0b5e1b5c-7f4e-4a7a-9d5f-0d8c3a1f2b4c");
    private static final UUID DOCUMENT = UUID.fromString("dcfd3213-8760-4090-9515-1315cfcfeb9d");
    private static final byte[] PAYLOAD_HASH = sha256("{}");
    private static final OffsetDateTime RECEIVED = OffsetDateTime.parse("2026-11-22T06:17:56.206544Z");

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] next(byte[] previous) {
        return HashChain.next(previous, 1, EntryKind.TRANSACTION, DOCUMENT, PAYLOAD_HASH, RECEIVED, Source.REST);
    }

    @Test
    void startsWithTheTerminalsId() {
        assertArrayEquals(
                sha256("saleflex-journal\n0b5e1b5c-7f4e-4a7a-9d5f-0d8c3a1f2b4c"), HashChain.genesis(TERMINAL));
        assertEquals(
                "e286312b6ae44510329eb620989a702d43fabdcd8392bc9f1a7ff8fee9746e46",
                HexFormat.of().formatHex(HashChain.genesis(TERMINAL)));
    }

    /** Spelled out line by line: all that anybody needs to check a journal without our code. */
    @Test
    void hashesSevenLines() {
        byte[] first = sha256("""
                e286312b6ae44510329eb620989a702d43fabdcd8392bc9f1a7ff8fee9746e46
                1
                TRANSACTION
                dcfd3213-8760-4090-9515-1315cfcfeb9d
                44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a
                2026-11-22T06:17:56.206544Z
                REST
                """);
        byte[] second = sha256(HexFormat.of().formatHex(first) + """

                2
                CLOSURE
                dcfd3213-8760-4090-9515-1315cfcfeb9d
                44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a
                2026-11-22T06:18:00.000000Z
                SOAP
                """);

        assertArrayEquals(first, next(HashChain.genesis(TERMINAL)));
        assertArrayEquals(
                second,
                HashChain.next(
                        first,
                        2,
                        EntryKind.CLOSURE,
                        DOCUMENT,
                        PAYLOAD_HASH,
                        OffsetDateTime.parse("2026-11-22T06:18:00Z"),
                        Source.SOAP));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:17:56.206544+03:00, 2026-11-22T06:17:56.206544Z",
        "2026-11-22T06:17:56.206544999Z, 2026-11-22T06:17:56.206544Z",
        "2026-11-22T06:17Z, 2026-11-22T06:17:00.000000Z",
        "2026-12-31T23:30:00.5-01:00, 2027-01-01T00:30:00.500000Z"
    })
    void writesTheTimeInMicrosecondsUtc(OffsetDateTime receivedAt, String line) {
        byte[] previous = HashChain.genesis(TERMINAL);

        assertArrayEquals(
                sha256(HexFormat.of().formatHex(previous) + "\n1\nCONFLICT\n" + DOCUMENT + "\n"
                        + HexFormat.of().formatHex(PAYLOAD_HASH) + "\n" + line + "\nREST\n"),
                HashChain.next(previous, 1, EntryKind.CONFLICT, DOCUMENT, PAYLOAD_HASH, receivedAt, Source.REST));
    }

    @Test
    void changesWithEveryPartOfAnEntry() {
        byte[] previous = HashChain.genesis(TERMINAL);
        byte[] other = sha256("other");
        List<byte[]> changed = List.of(
                next(other),
                HashChain.next(previous, 2, EntryKind.TRANSACTION, DOCUMENT, PAYLOAD_HASH, RECEIVED, Source.REST),
                HashChain.next(previous, 1, EntryKind.CONFLICT, DOCUMENT, PAYLOAD_HASH, RECEIVED, Source.REST),
                HashChain.next(previous, 1, EntryKind.TRANSACTION, TERMINAL, PAYLOAD_HASH, RECEIVED, Source.REST),
                HashChain.next(previous, 1, EntryKind.TRANSACTION, DOCUMENT, other, RECEIVED, Source.REST),
                HashChain.next(
                        previous,
                        1,
                        EntryKind.TRANSACTION,
                        DOCUMENT,
                        PAYLOAD_HASH,
                        RECEIVED.plusNanos(1000),
                        Source.REST),
                HashChain.next(previous, 1, EntryKind.TRANSACTION, DOCUMENT, PAYLOAD_HASH, RECEIVED, Source.SOAP));

        changed.forEach(hash -> assertFalse(Arrays.equals(next(previous), hash)));
        assertEquals(
                changed.size(),
                changed.stream().map(HexFormat.of()::formatHex).distinct().count());
    }
}
