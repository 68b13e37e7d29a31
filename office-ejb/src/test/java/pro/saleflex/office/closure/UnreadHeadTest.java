package pro.saleflex.office.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreadHeadTest {
    private static final Optional<UnreadHead> HEAD = Optional.of(new UnreadHead(3L, 7L));

    private static Optional<UnreadHead> of(String members, String behind) {
        return UnreadHead.of("{\"before\": [{\"head\": 1}], \"head\": {\"closure_number\": 3, \"receipt_number\": 7"
                + members + "}" + behind + "}");
    }

    @Test
    void otherPartsMayHaveAnyForm() {
        assertEquals(HEAD, of("", ""));
        assertEquals(HEAD, of(", \"total_amount\": {\"a\": [\"}\"]}", ", \"products\": 5"));
    }

    /** The parser refuses to compute such a number, which must not keep others' periods from being checked. */
    @Test
    void aNumberOfThousandsOfDigitsHidesNeitherPeriodNorReceipt() {
        String digits = "9".repeat(8_000);

        assertEquals(HEAD, of(", \"total_amount\": " + digits, ", \"payments\": " + digits));
    }

    @Test
    void anythingButANumberNamesNoPeriod() {
        assertEquals(Optional.empty(), UnreadHead.of("{\"head\": {\"closure_number\": " + "9".repeat(8_000) + "}}"));
        assertEquals(Optional.of(new UnreadHead(null, null)), UnreadHead.of("{\"head\": {\"closure_number\": []}}"));
        assertEquals(Optional.empty(), UnreadHead.of("{\"head\": 5}"));
        assertEquals(Optional.empty(), UnreadHead.of("[]"));
    }
}
