package pro.saleflex.office.terminal.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentCodeTest {

    @Test
    void hasEightCharactersOfTheWholeAlphabetWithoutLookAlikes() {
        Set<String> made = new HashSet<>();
        Set<Integer> characters = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            String code = EnrolmentCode.make();
            assertTrue(code.matches("[A-Z2-9]{8}"), code);
            code.chars().forEach(characters::add);
            made.add(code);
        }

        assertEquals(2_000, made.size(), "none twice");
        assertEquals(EnrolmentCode.ALPHABET.length(), characters.size());
        assertTrue("0O1ILZSB".chars().noneMatch(characters::contains));
        double bits = 8 * Math.log(EnrolmentCode.ALPHABET.length()) / Math.log(2);
        assertTrue(bits > 38.4, bits + " bits");
    }

    @ParameterizedTest
    @CsvSource({
        "K7QM3XWD",
        "k7qm3xwd",
        "K7QM-3XWD",
        "'K7QM 3XWD'",
        "' k7-qm-3x-wd '",
        "K7QM–3XWD",
        "K7QM‑3XWD",
        "'K7QM\u00a03XWD'"
    })
    void isTheSameHoweverItIsTyped(String typed) {
        assertEquals("K7QM3XWD", EnrolmentCode.plain(typed));
    }

    @Test
    void isShownInGroupsOfFour() {
        assertEquals("K7QM-3XWD", EnrolmentCode.grouped("K7QM3XWD"));
        assertEquals("K7QM3XWD", EnrolmentCode.plain(EnrolmentCode.grouped("K7QM3XWD")));
    }
}
