package pro.saleflex.office.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscardReasonTest {

    @Test
    void aReasonIsCleanedUpForDisplay() {
        assertEquals(Optional.of("a test of the till"), ParkedEntries.reason("  a test\r\n\tof the till "));
        assertEquals(300, ParkedEntries.reason("x".repeat(300)).orElseThrow().length());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n "})
    void aBlankReasonIsRejected(String typed) {
        assertEquals(Optional.empty(), ParkedEntries.reason(typed));
    }

    @Test
    void aTooLongReasonIsRejected() {
        assertEquals(Optional.empty(), ParkedEntries.reason("x".repeat(301)));
    }
}
